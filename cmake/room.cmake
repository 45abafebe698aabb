# A room is one folder under src/ and one library: klynge_room(name USES ... LINKS ...).
#
# Its sources are every .cpp in the folder except tests (_test), fuzz targets (_fuzz) and
# benchmarks (_bench); each of those becomes a program of its own kind. Headers are included as
# "room/thing.hpp" ("platform/database/connection.hpp"). USES names other rooms, LINKS packages.
# Which room may use which is the table in docs/architecture.md, held by tests/include_graph.
#
# FUZZED names the few sources that a fuzz target reaches and FUZZED_USES the rooms these need: a fuzz build
# compiles no more of such a room, so that the targets of the upper rooms do not bring the whole house along.
if(KLYNGE_FUZZ)
  add_custom_target(fuzzers)
endif()

function(klynge_room name)
  cmake_parse_arguments(ROOM "" "" "USES;LINKS;FUZZED;FUZZED_USES" ${ARGN})
  string(REPLACE "/" "_" target "${name}")
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  set(tests ${sources})
  set(fuzzers ${sources})
  set(benches ${sources})
  list(FILTER sources EXCLUDE REGEX "(_(test|fuzz|bench|main)|/main)\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER fuzzers INCLUDE REGEX "_fuzz\\.cpp$")
  list(FILTER benches INCLUDE REGEX "_bench\\.cpp$")

  if(KLYNGE_FUZZ AND ROOM_FUZZED)
    set(sources ${ROOM_FUZZED})
    set(ROOM_USES ${ROOM_FUZZED_USES})
  endif()

  set(uses)
  foreach(use ${ROOM_USES})
    string(REPLACE "/" "_" use_target "${use}")
    list(APPEND uses klynge_${use_target})
  endforeach()

  if(sources)
    add_library(klynge_${target} STATIC ${sources})
    target_include_directories(klynge_${target} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(klynge_${target} PUBLIC ${uses} ${ROOM_LINKS} PRIVATE klynge_options)
    set(self klynge_${target})
  else()
    add_library(klynge_${target} INTERFACE)
    target_include_directories(klynge_${target} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(klynge_${target} INTERFACE ${uses} ${ROOM_LINKS})
    set(self klynge_${target})
  endif()

  if(tests AND NOT KLYNGE_FUZZ)
    add_executable(${target}_test ${tests})
    target_link_libraries(${target}_test PRIVATE ${self} klynge_options GTest::gtest GTest::gtest_main)
    # Only tests and benches may know where the checkout lies.
    target_compile_definitions(${target}_test PRIVATE KLYNGE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    if(RAPIDCHECK_LIBRARY)
      target_link_libraries(${target}_test PRIVATE ${RAPIDCHECK_LIBRARY})
    endif()
    gtest_discover_tests(${target}_test DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
      PROPERTIES TIMEOUT 600 ENVIRONMENT "KLYNGE_BINARY_DIR=${CMAKE_BINARY_DIR}")
  endif()

  if(KLYNGE_FUZZ)
    foreach(fuzzer ${fuzzers})
      get_filename_component(program ${fuzzer} NAME_WE)
      add_executable(${program} ${fuzzer})
      target_link_libraries(${program} PRIVATE ${self} klynge_options)
      target_link_options(${program} PRIVATE -fsanitize=fuzzer)
      add_dependencies(fuzzers ${program})
    endforeach()
  endif()

  if(KLYNGE_BENCH)
    foreach(bench ${benches})
      get_filename_component(program ${bench} NAME_WE)
      add_executable(${program} EXCLUDE_FROM_ALL ${bench})
      target_compile_definitions(${program} PRIVATE KLYNGE_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
      target_link_libraries(${program} PRIVATE ${self} klynge_options benchmark::benchmark)
    endforeach()
  endif()
endfunction()

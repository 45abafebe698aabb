#include "base/secret_box.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace klynge {
namespace {

TEST(SecretBoxTest, OpensWhatItSealedAndNothingElse) {
  const SecretKey key = new_secret_key(), other = new_secret_key();
  for (const std::string& plain : {std::string(), std::string("en hemmelighed"), std::string(5000, '\xff')}) {
    const std::string box = sealed(key, plain);
    EXPECT_NE(box, sealed(key, plain));  // a nonce of its own
    EXPECT_EQ(opened(key, box), plain);
    EXPECT_FALSE(opened(other, box));
    for (std::size_t i = 0; i < box.size(); i += 7) {
      std::string changed = box;
      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      EXPECT_FALSE(opened(key, changed)) << i;
    }
  }
  for (auto text : {"", "AAAA", "ikke base64 æ"}) EXPECT_FALSE(opened(key, text));
}

TEST(SecretBoxTest, EncodesAsRfc4648) {
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(base64_url("\xfb\xff\xfe"), "-__-");
  EXPECT_EQ(from_base64_url("Zm9vYg"), "foob");
  EXPECT_FALSE(from_base64_url("Zm9vYg=="));
  EXPECT_FALSE(from_base64_url("Zm9 vYg"));
  EXPECT_EQ(from_base64("Zm9vYg=="), "foob");
}

TEST(SecretBoxTest, KeepsTheKeyToItsOwner) {
  char folder[] = "/tmp/klynge-key-XXXXXX";
  ASSERT_TRUE(mkdtemp(folder));
  const std::string path = std::string(folder) + "/key";
  const SecretKey made = read_or_make_key(path);
  struct stat about{};
  ASSERT_EQ(stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  EXPECT_EQ(read_or_make_key(path).bytes, made.bytes);
  ASSERT_EQ(chmod(path.c_str(), 0644), 0);
  EXPECT_THROW(read_or_make_key(path), std::runtime_error);
  ASSERT_EQ(chmod(path.c_str(), 0600), 0);
  std::ofstream(path) << "for kort\n";
  EXPECT_THROW(read_or_make_key(path), std::runtime_error);
  EXPECT_THROW(read_or_make_key(std::string(folder) + "/findes/ikke"), std::runtime_error);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace klynge

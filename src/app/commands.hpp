// The commands of `klynge`, one function each: options in, exit status out.
//
// 0: done. 1: something the user must look at (a file could not be read, the chain is broken).
// 2: the command line is wrong. Results go to standard output, everything else to standard error.
#pragma once
#include "app/options.hpp"

namespace klynge::app {

int read_command(const ReadOptions& options);
int import_command(const StoreOptions& store, const ImportOptions& options);
int reread_command(const StoreOptions& store, const RereadOptions& options);
int search_command(const StoreOptions& store, const SearchOptions& options);
int list_command(const StoreOptions& store, const ListOptions& options);
int serve_command(const StoreOptions& store, const ServeOptions& options);
int structure_list_command(const StoreOptions& store);
int structure_apply_command(const StoreOptions& store, const StructureOptions& options);
int user_add_command(const StoreOptions& store, const UserAddOptions& options);
int person_erase_command(const StoreOptions& store, const PersonEraseOptions& options);
int audit_verify_command(const StoreOptions& store);
int backup_command(const StoreOptions& store, const std::string& file);
int restore_command(const StoreOptions& store, const std::string& file);

}  // namespace klynge::app

#include "capture/open_problem.hpp"

#include <sys/resource.h>

#include <cerrno>
#include <system_error>

namespace celltally {

namespace {

std::string files_max() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return "unknown";
  return std::to_string(limit.rlim_cur);
}

CaptureProblem too_many_files(const std::string& path) {
  CaptureProblem problem = file_problem(
      path, "too many open files (the limit is " + files_max() + ")",
      "raise it: ulimit -n 65536, or merge files first: mergecap -w ALL.pcapng FILE...");
  problem.for_all_after = true;
  return problem;
}

}  // namespace

std::string name_in_messages(const std::string& path) {
  return path == "-" ? "standard input" : path;
}

std::string name_in_commands(const std::string& path) {
  return path == "-" ? "FILE" : shell_word(path);
}

CaptureProblem file_problem(const std::string& path, std::string what, std::string mend) {
  return {.file = name_in_messages(path),
          .offset = {},
          .what = std::move(what),
          .mend = std::move(mend)};
}

CaptureProblem open_problem(const std::string& path, int error) {
  switch (error) {
    case ENOENT: return file_problem(path, "no such file", "check the name");
    case EISDIR: return file_problem(path, "a directory", "name the files in it");
    case EACCES:
    case EPERM:
      return file_problem(path, "no permission to read it",
                          "run as a user who may; who may: ls -l " + name_in_commands(path));
    case EMFILE: return too_many_files(path);
    case EBADF: return file_problem(path, "not open", "pipe a capture into it");
    default:
      return file_problem(path, "cannot be read: " + std::generic_category().message(error),
                          "check the file and its disk");
  }
}

}  // namespace celltally

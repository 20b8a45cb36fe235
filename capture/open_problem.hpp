#pragma once

#include <string>

#include "capture/capture_problem.hpp"

namespace celltally {

// How a path is called in messages: "-" is "standard input".
std::string name_in_messages(const std::string& path);

// How it is called in commands: the standard input has no name, FILE stands for it.
std::string name_in_commands(const std::string& path);

// A problem with the file of this path as a whole.
CaptureProblem file_problem(const std::string& path, std::string what, std::string mend);

// Why a file could not be opened or read at all. `error` is the system's (errno).
CaptureProblem open_problem(const std::string& path, int error);

}  // namespace celltally

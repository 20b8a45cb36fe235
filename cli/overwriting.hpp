#pragma once

#include <string>
#include <vector>

namespace celltally {

// Why a file that is to be written would destroy something, and what to do; empty when it would
// not: it is one of the files that are read, or written otherwise, or it holds a capture. In both
// lists "-" is the standard stream and an empty name is none.
std::string overwriting_problem(const std::string& target, const std::vector<std::string>& read,
                                const std::vector<std::string>& written);

}  // namespace celltally

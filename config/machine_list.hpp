#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/machine_rules.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// The operator's list of what is a machine, a rule a line; # begins a remark:
//
//   imsi 90170                            all IMSIs that begin so
//   imsi 208930000000000-208930009999999  a range of whole IMSIs
//   tac 35345678                          all devices of a type
//   apn iot.example                       whoever uses this access point; *.example, iot.* too
struct MachineList {
  static constexpr std::size_t kProblemsTold = 100;
  static constexpr std::size_t kRulesMax = 1'000'000;

  MachineRules rules;  // sorted, each once, no range inside another
};

// What is wrong, a line each, with its place and its mend. Fails when any line is wrong.
using MachineListProblems = std::vector<std::string>;

Result<MachineList, MachineListProblems> read_machine_list(std::istream& in, std::string_view name);
Result<MachineList, MachineListProblems> load_machine_list(const std::string& path);

}  // namespace celltally

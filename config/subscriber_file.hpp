#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/listed_person.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// A list of the operator's subscribers, as `celltally prepare-list` writes it: no identities, but
// their hashes under the operator's key (ListedPerson), 64 hexadecimal digits each. The first line
// says which key that was; # begins a remark.
//
//   # celltally key 0123456789abcdef         the first 8 octets of the hash of the word celltally
//   4b1f...                                  a row of those who have opted out
//   4b1f...,25-34/f                          a row of segments; unknown, too
struct SubscriberFile {
  static constexpr std::size_t kRowsMax = 100'000'000;

  enum class Of : std::uint8_t { opted_out, segments };

  std::uint64_t key = 0;             // which, of the first line
  std::vector<ListedPerson> people;  // a row each, in the file's order
};

// What is wrong, a line each, with its place and its mend; what stands there is not shown, for it
// may be somebody's identity. Fails when any line is wrong.
using SubscriberFileProblems = std::vector<std::string>;

Result<SubscriberFile, SubscriberFileProblems> read_subscriber_file(std::istream& in,
                                                                    std::string_view name,
                                                                    SubscriberFile::Of of);
Result<SubscriberFile, SubscriberFileProblems> load_subscriber_file(const std::string& path,
                                                                    SubscriberFile::Of of);

}  // namespace celltally

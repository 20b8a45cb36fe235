#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace celltally {

// Looks for many identifiers in all their forms at once: some nanoseconds an octet, however many
// they are. What it finds is told by number, never by its digits.
class IdentifierSearch {
 public:
  struct Found {
    std::size_t identifier = 0;  // its place in the list
    std::string_view form;       // IdentifierForm::name
    std::size_t at = 0;          // octets from the beginning
  };

  explicit IdentifierSearch(const std::vector<std::string>& identifiers);

  // At most `most`, by place; of those at the same place the longest.
  std::vector<Found> find(std::span<const std::uint8_t> data, std::size_t most) const;

  // No form is longer: pieces of something long must overlap by as much.
  std::size_t longest() const noexcept { return longest_; }

 private:
  struct Pattern {
    std::uint64_t begin = 0;  // the first kBegin octets
    std::string octets;
    std::string_view form;
    std::size_t identifier = 0;
  };
  static constexpr std::size_t kBegin = 6;
  static constexpr std::size_t kFilterBits = 22;

  static std::uint64_t slot(std::uint64_t begin) noexcept {
    return begin * 0x9e3779b97f4a7c15 >> (64 - kFilterBits);
  }
  void compare(std::span<const std::uint8_t> data, std::size_t at, std::uint64_t begin,
               std::vector<Found>& found) const;

  std::vector<Pattern> patterns_;      // by begin
  std::vector<std::uint64_t> filter_;  // a bit for each slot that some pattern begins in
  std::size_t longest_ = 0;
};

}  // namespace celltally

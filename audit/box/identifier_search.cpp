#include "audit/box/identifier_search.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "audit/box/identifier_form.hpp"

namespace celltally {
namespace {

// Six octets as a number; which end comes first does not matter.
std::uint64_t begin_of(const void* octets) noexcept {
  std::uint64_t begin = 0;
  std::memcpy(&begin, octets, 6);
  return begin;
}

}  // namespace

IdentifierSearch::IdentifierSearch(const std::vector<std::string>& identifiers)
    : filter_((std::size_t{1} << kFilterBits) / 64) {
  for (std::size_t i = 0; i < identifiers.size(); ++i) {
    for (IdentifierForm& form : identifier_forms(identifiers[i])) {
      assert(form.octets.size() >= kBegin);
      const std::uint64_t begin = begin_of(form.octets.data());
      filter_[slot(begin) / 64] |= std::uint64_t{1} << slot(begin) % 64;
      longest_ = std::max(longest_, form.octets.size());
      patterns_.push_back({begin, std::move(form.octets), form.name, i});
    }
  }
  std::ranges::stable_sort(patterns_, {}, &Pattern::begin);
}

void IdentifierSearch::compare(std::span<const std::uint8_t> data, std::size_t at,
                               std::uint64_t begin, std::vector<Found>& found) const {
  const Pattern* longest = nullptr;
  for (auto each = std::ranges::lower_bound(patterns_, begin, {}, &Pattern::begin);
       each != patterns_.end() && each->begin == begin; ++each) {
    const std::size_t size = each->octets.size();
    if (size > data.size() - at || (longest != nullptr && size <= longest->octets.size())) continue;
    if (std::memcmp(each->octets.data(), data.data() + at, size) == 0) longest = &*each;
  }
  if (longest != nullptr) found.push_back({longest->identifier, longest->form, at});
}

std::vector<IdentifierSearch::Found> IdentifierSearch::find(std::span<const std::uint8_t> data,
                                                            std::size_t most) const {
  std::vector<Found> found;
  for (std::size_t at = 0; at + kBegin <= data.size() && found.size() < most; ++at) {
    const std::uint64_t begin = begin_of(data.data() + at);
    const std::uint64_t bit = slot(begin);
    if (filter_[bit / 64] >> bit % 64 & 1) compare(data, at, begin, found);
  }
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace celltally

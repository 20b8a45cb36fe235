#include "anonymise/late_opt_outs.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace celltally {

LateOptOuts::LateOptOuts(std::size_t people_max, Tagger& tagger)
    : tagger_(tagger), noted_(people_max) {}

void LateOptOuts::note(std::uint64_t eight_octets, Tag person) noexcept {
  if (count_ == noted_.size()) return;
  const std::uint64_t hash = ListedPerson::of(eight_octets, {}).hash();
  noted_[count_++] = {tagger_.keyed(hash), person};
}

void LateOptOuts::seek(std::shared_ptr<const SubscriberLists> lists) {
  // At least half of it stays free.
  sought_.emplace(std::bit_ceil(2 * lists->opted_out() + 2));
  lists_ = std::move(lists);
  gathered_ = searched_ = 0;
}

Tag LateOptOuts::step() noexcept {
  constexpr std::size_t kSearchedAtOnce = 256;
  if (!seeking()) return {};
  if (gathered_ < lists_->all().size()) return gather(), Tag{};
  const std::size_t end = std::min(count_, searched_ + kSearchedAtOnce);
  while (searched_ < end) {
    const Noted& noted = noted_[searched_++];
    if (is_sought(noted.hash)) return noted.person;
  }
  if (searched_ == count_) lists_ = nullptr;
  return {};
}

void LateOptOuts::gather() noexcept {
  constexpr std::size_t kGatheredAtOnce = 32;
  const auto rows = lists_->all();
  const std::size_t end = std::min(rows.size(), gathered_ + kGatheredAtOnce);
  const std::size_t mask = sought_->size() - 1;
  for (; gathered_ < end; ++gathered_) {
    const ListedPerson& row = rows[gathered_];
    if (!row.as().is_opted_out()) continue;
    const std::uint64_t hash = tagger_.keyed(row.hash());
    std::size_t at = hash & mask;
    while ((*sought_)[at] != 0) at = (at + 1) & mask;
    (*sought_)[at] = hash;
  }
}

bool LateOptOuts::is_sought(std::uint64_t hash) const noexcept {
  const std::size_t mask = sought_->size() - 1;
  for (std::size_t at = hash & mask; (*sought_)[at] != 0; at = (at + 1) & mask) {
    if ((*sought_)[at] == hash) return true;
  }
  return false;
}

void LateOptOuts::forget() noexcept {
  noted_.clear();
  count_ = 0;
  lists_ = nullptr;
  sought_.reset();
}

}  // namespace celltally

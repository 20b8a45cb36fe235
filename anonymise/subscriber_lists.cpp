#include "anonymise/subscriber_lists.hpp"

#include <algorithm>
#include <utility>

namespace celltally {

SubscriberLists::SubscriberLists(OperatorKey key, std::vector<ListedPerson> people, bool opt_out)
    : key_(std::move(key)), people_(std::move(people)), opt_out_(opt_out) {
  std::ranges::sort(people_);
  std::size_t kept = 0;
  for (const ListedPerson& person : people_) {
    ListedPerson* const before = kept == 0 ? nullptr : &people_[kept - 1];
    if (before == nullptr || before->hash() != person.hash()) {
      people_[kept++] = person;
      continue;
    }
    if (before->as() == person.as()) continue;
    // Sorted: who has opted out comes last.
    const bool out = person.as().is_opted_out();
    if (!out) ++in_two_segments_;
    *before = ListedPerson::of(person.hash(), out ? person.as() : ListedAs{});
  }
  people_.resize(kept);
  people_.shrink_to_fit();
  opted_out_ = static_cast<std::size_t>(
      std::ranges::count_if(people_, [](ListedPerson one) { return one.as().is_opted_out(); }));
}

ListedAs SubscriberLists::find(std::uint64_t eight_octets) const noexcept {
  const ListedPerson sought = ListedPerson::of(eight_octets, {});
  const auto found = std::ranges::lower_bound(people_, sought);
  if (found == people_.end() || found->hash() != sought.hash()) return {};
  return found->as();
}

}  // namespace celltally

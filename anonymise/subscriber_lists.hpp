#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "anonymise/operator_key.hpp"
#include "vocabulary/listed_person.hpp"

namespace celltally {

// Whom the operator lists, by their hashes under the operator's key: in which segment they are, and
// who has opted out. Never changes; shared by all workers.
class SubscriberLists {
 public:
  // Rows in any order, of all lists; somebody may have several. Who is in two segments is in none.
  // `opt_out`: there is a list of those who have opted out, though it be empty, so that whoever
  // cannot be looked up must not be counted.
  SubscriberLists(OperatorKey key, std::vector<ListedPerson> people, bool opt_out);

  // `eight_octets`: OperatorKey::number_of().
  ListedAs find(std::uint64_t eight_octets) const noexcept;

  // Whether who has opted out since `before` can be found by these: in both somebody may have, and
  // both are under one key.
  bool can_follow(const SubscriberLists& before) const noexcept {
    return opt_out() && before.opt_out() && key_.own_number() == before.key_.own_number();
  }

  // Sorted by hash.
  std::span<const ListedPerson> all() const noexcept { return people_; }

  const OperatorKey& key() const noexcept { return key_; }
  bool opt_out() const noexcept { return opt_out_; }
  std::size_t people() const noexcept { return people_.size(); }
  std::size_t opted_out() const noexcept { return opted_out_; }
  std::size_t in_two_segments() const noexcept { return in_two_segments_; }

 private:
  OperatorKey key_;
  std::vector<ListedPerson> people_;  // sorted, each hash once
  bool opt_out_;
  std::size_t opted_out_ = 0;
  std::size_t in_two_segments_ = 0;  // rows
};

}  // namespace celltally

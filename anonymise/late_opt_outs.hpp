#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "anonymise/subscriber_lists.hpp"
#include "anonymise/tagger.hpp"
#include "memory/mapped_array.hpp"
#include "vocabulary/tag.hpp"

namespace celltally {

// Finds, among the people who were looked up in this epoch, those who have opted out since: a list
// that came in the middle of it has only hashes under the operator's key, and of people only tags
// are left. So beside each tag stands the hash once more hashed under the epoch's key, which is of
// no use to whoever does not have that.
//
// The work is done in small steps, so that no burst waits for it. Fixed memory: 16 octets for each
// of `people_max`, as far as it is used. One thread.
class LateOptOuts {
 public:
  // Throws std::bad_alloc. Borrows the tagger, whose burst every call overwrites.
  LateOptOuts(std::size_t people_max, Tagger& tagger);

  // Somebody was looked up who has not opted out. `eight_octets`: OperatorKey::number_of(). What
  // does not fit is not found later.
  void note(std::uint64_t eight_octets, Tag person) noexcept;

  // From now on who has opted out in these is sought. Throws std::bad_alloc.
  // REQUIRES: they are of the key that gave the numbers of note().
  void seek(std::shared_ptr<const SubscriberLists> lists);

  bool seeking() const noexcept { return lists_ != nullptr; }

  // A little of the search: somebody who was found, or nobody (yet).
  Tag step() noexcept;

  // A new epoch: nobody was looked up, nobody is sought.
  void forget() noexcept;

 private:
  struct Noted {
    std::uint64_t hash = 0;
    Tag person;
  };

  void gather() noexcept;
  bool is_sought(std::uint64_t hash) const noexcept;

  Tagger& tagger_;
  MappedArray<Noted> noted_;
  std::size_t count_ = 0;
  std::shared_ptr<const SubscriberLists> lists_;
  // Hashes under the epoch's key, at the first free place from where their bits say.
  std::optional<MappedArray<std::uint64_t>> sought_;
  std::size_t gathered_ = 0;  // rows of the list
  std::size_t searched_ = 0;  // of noted_
};

}  // namespace celltally

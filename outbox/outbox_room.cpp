// How an outbox stays within its limits; the rest of Outbox is in outbox.cpp.

#include "outbox/outbox.hpp"

namespace celltally {

// Removes the names of what a segment on the disk has declared, and the oldest in quarantine.
void Outbox::clear_declared(const OutboxFolder::Names& names) {
  if (names_unflushed_) return;
  const std::uint64_t newest = newest_sequence();
  for (const DroppedName& name : names.dropped) {
    if (name.after < newest) note(folder_.remove(to_text(name)));
  }
  std::size_t count = names.quarantined.size();
  for (const QuarantinedName& name : names.quarantined) {
    if (count <= limits_.quarantined_most) return;
    if (name.after && *name.after >= newest) continue;
    if (auto fault = folder_.remove_quarantined(name)) return note(fault);
    ++totals_.quarantine_removed;
    --count;
  }
}

// Frees so many octets if it can; false when it could not free any.
bool Outbox::make_room(std::uint64_t bytes) {
  const std::uint64_t before = stored_.bytes();
  while (before - stored_.bytes() < bytes && stored_.has_oldest()) {
    if (!remove_oldest(totals_.dropped_for_disk)) break;
  }
  return stored_.bytes() < before;
}

// From here on only memory knows what is still to be declared.
void Outbox::forget_dropped_names() {
  const auto names = folder_.names();
  if (!names) return;
  for (const DroppedName& name : names->dropped) {
    if (!folder_.remove(to_text(name)) && name.after >= newest_sequence()) {
      undeclared_.add(name.gone());
    }
  }
}

void Outbox::hold_less() {
  while (held_.too_many(limits_.memory_most)) {
    undeclared_.count(held_.oldest().about.sequence);
    ++totals_.dropped_for_memory;
    held_.pop();
  }
}

// Counts in `dropped` unless every sink has it. REQUIRES: stored_.has_oldest().
bool Outbox::remove_oldest(std::uint64_t& dropped) {
  const bool delivered = stored_.oldest().name.sequence <= acknowledged_;
  const auto fault = delivered ? stored_.remove_oldest() : stored_.drop(0);
  note(fault);
  if (!fault && !delivered) ++dropped;
  return !fault;
}

void Outbox::enforce_limits(Timestamp now) {
  while (stored_.has_oldest() && stored_.oldest().name.sequence <= acknowledged_ &&
         stored_.oldest_is_outside(now, limits_.keep_acknowledged)) {
    if (auto fault = stored_.remove_oldest()) return note(fault);
  }
  while (stored_.has_oldest() && stored_.bytes() > limits_.bytes_most) {
    if (!remove_oldest(totals_.dropped_for_bytes)) return;
  }
  for (; may_age_ > 0; --may_age_) {
    const auto old = stored_.too_old(acknowledged_, now, limits_.age_most);
    if (!old) return;
    if (auto fault = stored_.drop(*old)) return note(fault);
    ++totals_.dropped_for_age;
  }
}

}  // namespace celltally

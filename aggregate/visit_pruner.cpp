#include "aggregate/visit_pruner.hpp"

#include <algorithm>
#include <array>

namespace celltally {

namespace {

bool moment(const Visit& visit) noexcept {
  return visit.first == visit.last;
}

}  // namespace

bool VisitPruner::passes(const Visit& a, const Visit& b, const Visit& c, const Visit& d,
                         const Visit& e, std::uint32_t until) const noexcept {
  return moment(b) && moment(c) && moment(d) && b.first >= from_ && e.first < until &&
         a.cell != b.cell && b.cell != c.cell && c.cell != d.cell && d.cell != e.cell &&
         b.cell != d.cell;
}

void VisitPruner::prune(VisitLog& log, Person& person) const noexcept {
  std::array<Visit, kLookMax + 1> visits{};
  std::size_t size = 0;
  std::size_t more = visits.size();
  visits[size++] = person.now;
  // What is before a visit that is marked as pruned was looked at then, all but its neighbours.
  log.each_from_newest(person.log, [&](const Visit& visit) {
    visits[size++] = visit;
    if (visit.pruned) more = std::min(more, size + 2);
    return size < std::min(more, visits.size());
  });
  std::reverse(visits.begin(), visits.begin() + static_cast<std::ptrdiff_t>(size));
  const std::uint32_t until =
      person.holds ? std::min(until_, static_cast<std::uint32_t>(person.held.first)) : until_;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const Visit next = visits[i];
    if (kept >= 4 && passes(visits[kept - 4], visits[kept - 3], visits[kept - 2], visits[kept - 1],
                            next, until)) {
      visits[kept - 2] = visits[kept - 1];
      visits[kept - 2].pruned = 1;
      --kept;
    }
    visits[kept++] = next;
  }
  // What is behind the last visit of the log may still change.
  person.unsettled = size > 1 && visits[size - 2].first >= until_;
  if (kept == size) return;
  for (std::size_t i = 1; i < size; ++i) log.pop(person.log);
  for (std::size_t i = 0; i + 1 < kept; ++i) log.append(person.log, visits[i]);
}

}  // namespace celltally

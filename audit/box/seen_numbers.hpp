#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "outbox/ledger_entry.hpp"
#include "outbox/segment.hpp"

namespace celltally {

// Every number that was ever seen in an outbox, by what it is of: to find one that was told twice.
class SeenNumbers {
 public:
  // May be given the same segments again and again.
  void add(const std::vector<Segment>& segments);

  std::size_t numbers() const noexcept { return values_.size(); }
  // The most different values that one number had; 0: there is none.
  std::size_t most_values() const noexcept;

 private:
  struct Name {
    Statistic statistic = Statistic::presence;
    Window window;
    std::string place;
    RowKey key;
    bool rest = false;

    friend auto operator<=>(const Name&, const Name&) = default;
  };

  std::map<Name, std::set<std::uint64_t>> values_;
};

// The most releases that a ledger has of one moment of one statistic; 0: it has none.
std::size_t most_releases(const std::vector<LedgerEntry>& entries);

}  // namespace celltally

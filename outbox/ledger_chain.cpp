#include "outbox/ledger_chain.hpp"

#include <fmt/format.h>

#include "outbox/ledger_line.hpp"
#include "outbox/sha256.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

Result<LedgerEntry, std::string> LedgerChain::follow(std::string_view text) {
  auto entry = read_ledger_line(text);
  if (!entry) return fail(entry.error());
  if (entry->number != next_number()) {
    return fail(fmt::format("number must be {}: lines before it are missing", next_number()));
  }
  if (entry->previous != hash_) {
    return fail(
        std::string{"previous is not the hash of the line before: one of them was changed"});
  }
  if (auto reason = objection(*entry); !reason.empty()) return fail(std::move(reason));
  remember(*entry);
  hash_ = sha256_hex(std::string{text} + "\n");
  number_ = entry->number;
  return std::move(*entry);
}

std::string LedgerChain::objection(const LedgerEntry& entry) const {
  if (overlaps(entry)) {
    return fmt::format("{} of {} was released before", to_text(entry.statistic),
                       utc_seconds(entry.window.from));
  }
  const auto protection = protections_.find({entry.statistic, entry.day});
  if (protection != protections_.end() && protection->second != entry.protection) {
    return fmt::format("{} was released with another protection on the same day, which began {}",
                       to_text(entry.statistic), utc_seconds(entry.day));
  }
  return {};
}

bool LedgerChain::overlaps(const LedgerEntry& entry) const {
  const auto released = released_.find(entry.statistic);
  if (released == released_.end()) return false;
  const Spans& spans = released->second;
  auto next = spans.lower_bound(entry.window.from);
  if (next != spans.end() && next->first < entry.window.to) return true;
  return next != spans.begin() && std::prev(next)->second > entry.window.from;
}

// Spans that meet become one: a probe that runs for years has a handful.
void LedgerChain::remember(const LedgerEntry& entry) {
  protections_.insert({{entry.statistic, entry.day}, entry.protection});
  Spans& spans = released_[entry.statistic];
  Window whole = entry.window;
  if (const auto behind = spans.find(whole.to); behind != spans.end()) {
    whole.to = behind->second;
    spans.erase(behind);
  }
  auto before = spans.lower_bound(whole.from);
  if (before != spans.begin() && (--before)->second == whole.from) {
    before->second = whole.to;
  } else {
    spans.emplace(whole.from, whole.to);
  }
}

}  // namespace celltally

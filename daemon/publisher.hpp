#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "daemon/epoch_window.hpp"
#include "daemon/quality_history.hpp"
#include "daemon/spending.hpp"
#include "disclose/release_rules.hpp"
#include "disclose/window_gate.hpp"
#include "outbox/outbox.hpp"

namespace celltally {

// From closed windows to segments: the gate decides what may be said, the outbox keeps it. Control
// thread.
//
// No two epochs in an outbox share their name, or a receiver would take the one's windows for the
// other's: a probe that starts again in the second of a start before it calls its epoch a second
// later.
class Publisher {
 public:
  struct Counters {
    std::uint64_t windows = 0;             // released; the next three were not
    std::uint64_t windows_not_chosen = 0;  // their statistic does not leave
    std::uint64_t windows_cut_off = 0;     // this probe ended before they did
    std::uint64_t windows_refused = 0;     // trouble() says why the last one was
    std::uint64_t rows_published = 0;
    std::uint64_t rows_withheld = 0;
    std::uint64_t rows_no_data = 0;
    std::uint64_t cells_seen = 0;      // in the last day
    std::uint64_t cells_unlisted = 0;  // of them, those that are not in the inventory
  };

  struct Words {
    std::string probe;          // its name
    ReleaseRules rules;         // consistent
    bool packet_clock = false;  // windows are of the packets' own time
  };

  // Borrows the outbox and the history; both must outlive it. `spending`: exactly where the gate
  // adds noise, and of the same rules.
  Publisher(Words words, WindowGate gate, Outbox& outbox, const QualityHistory& history,
            std::optional<Spending> spending = std::nullopt);

  // Each window once, in the order of closing. One in which no packet came has no data. With noise,
  // one that ends after `now` is not released: this probe is being stopped, and the next one may
  // count the rest of it, and who is in both would be in twice.
  void publish(EpochWindow closed, Timestamp now);

  // As WindowGate::draw_ahead().
  bool draw_ahead() { return gate_.draw_ahead(); }

  // As WindowGate::use_list().
  void use_list(std::uint32_t edition, const PlaceList& list) { gate_.use_list(edition, list); }

  const Counters& counters() const noexcept { return counters_; }

  // Why a window was refused, a line; "" when none was.
  const std::string& trouble() const noexcept { return trouble_; }

 private:
  std::optional<ReleasedRows> release(const ClosedWindow& window, Timestamp now,
                                      SegmentHeader& about);
  std::nullopt_t refuse(std::string reason);
  QualityHistory::Quality quality_of(const ClosedWindow& window) const;
  SegmentHeader header_of(const EpochWindow& closed, const QualityHistory::Quality& quality) const;
  Timestamp name_of(Timestamp epoch);

  Words words_;
  WindowGate gate_;
  std::optional<Spending> spending_;
  Outbox& outbox_;
  const QualityHistory& history_;
  std::set<Timestamp> names_;  // of all epochs: in the outbox when it was opened, and since
  Timestamp epoch_{};          // the last one, as the capture calls it
  Timestamp epoch_name_{};
  Counters counters_;
  std::string trouble_;
};

}  // namespace celltally

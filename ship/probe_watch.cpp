#include "ship/probe_watch.hpp"

#include <utility>

namespace celltally {

void ProbeWatch::saw(Result<ProbeReport, std::string> report, const Now& now) {
  if (!report) {
    problem_ = report.error();
    return;
  }
  problem_.clear();
  const bool same = report_ && report_->at == report->at;
  report_ = std::move(*report);
  if (same) return;
  const Sample sample{now.steady, report_->number("packets_total").value_or(0),
                      report_->number("packets_lost_total").value_or(0),
                      report_->number("packets_damaged_total").value_or(0)};
  // A counter that went back is that of a probe started anew.
  if (!samples_.empty() &&
      (sample.packets < samples_.back().packets || sample.lost < samples_.back().lost)) {
    samples_.clear();
  }
  samples_.push_back(sample);
  while (samples_.size() > 2 && samples_[1].at + kLookBack <= now.steady) samples_.pop_front();
}

ProbeWatch::Shares ProbeWatch::shares() const {
  if (samples_.size() < 2) return {};
  const Sample& first = samples_.front();
  const Sample& last = samples_.back();
  const double packets = last.packets - first.packets;
  const double lost = last.lost - first.lost;
  Shares shares;
  if (packets + lost > 0) shares.lost_ppm = lost / (packets + lost) * 1e6;
  if (packets > 0) shares.damaged_ppm = (last.damaged - first.damaged) / packets * 1e6;
  return shares;
}

}  // namespace celltally

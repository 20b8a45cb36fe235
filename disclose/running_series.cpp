#include "disclose/running_series.hpp"

namespace celltally {

bool RunningSeries::runs(Statistic statistic, const TallyKey& key, std::int64_t noisy,
                         std::uint64_t threshold, std::uint64_t start_above) {
  const std::pair series{statistic, key};
  const bool running = running_.contains(series);
  const auto least = static_cast<std::int64_t>(running ? threshold : threshold + start_above);
  const bool runs = noisy >= least;
  if (runs && !running) running_.insert(series);
  if (!runs && running) running_.erase(series);
  return runs;
}

}  // namespace celltally

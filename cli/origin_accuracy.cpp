#include "cli/origin_accuracy.hpp"

#include "cli/accuracy_figures.hpp"

namespace celltally {

OriginAccuracy OriginAccuracy::of(const Comparison::OfStatistic& origin) {
  Comparison::Pairs of_known;
  for (const Comparison::Pair& pair : origin.pairs) {
    if (pair.detail != "origin=unknown") of_known.push_back(pair);
  }
  const auto all = AccuracyFigures::of(origin.pairs);
  const auto known = AccuracyFigures::of(of_known);
  OriginAccuracy accuracy;
  accuracy.known = ratio(known.counted, all.counted);
  accuracy.known_true = ratio(known.truth, all.truth);
  accuracy.right = known.right();
  return accuracy;
}

}  // namespace celltally

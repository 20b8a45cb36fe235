#include "noise/noise_pool.hpp"

#include <string.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "noise/discrete_gaussian.hpp"
#include "noise/discrete_laplace.hpp"

namespace celltally {

namespace {

void wipe(std::vector<std::int64_t>& numbers) noexcept {
  if (!numbers.empty()) ::explicit_bzero(numbers.data(), numbers.size() * sizeof numbers[0]);
}

// A vector that grows by itself leaves its old numbers behind in memory that is given back.
void make_room(std::vector<std::int64_t>& numbers, std::size_t wanted) {
  if (wanted <= numbers.capacity()) return;
  std::vector<std::int64_t> larger;
  larger.reserve(std::max(wanted, 2 * numbers.size()));
  larger.assign(numbers.begin(), numbers.end());
  wipe(numbers);
  numbers = std::move(larger);
}

}  // namespace

NoisePool::NoisePool(const Noise& noise, RandomSource& random) : noise_(noise), random_(&random) {
  assert(noise.scale.valid());
}

NoisePool::~NoisePool() {
  wipe(numbers_);
}

void NoisePool::fill(std::size_t numbers) {
  make_room(numbers_, numbers);
  RandomBits bits{*random_};
  const DiscreteGaussian gaussian{noise_.scale};
  const DiscreteLaplace geometric{noise_.scale.tenths, 10};
  const bool is_gaussian = noise_.shape == NoiseShape::gaussian;
  while (numbers_.size() < numbers) {
    numbers_.push_back(is_gaussian ? gaussian.draw(bits) : geometric.draw(bits));
  }
}

std::int64_t NoisePool::take() noexcept {
  assert(!numbers_.empty());
  const std::int64_t number = numbers_.back();
  ::explicit_bzero(&numbers_.back(), sizeof number);
  numbers_.pop_back();
  return number;
}

}  // namespace celltally

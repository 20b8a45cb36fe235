#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace celltally {

// A message as a list of elements, for mutators that put it together again with right lengths: what
// stands before an element's length, and its value.
struct FuzzedElement {
  std::vector<std::uint8_t> head;
  std::vector<std::uint8_t> value;
};

// libFuzzer's own change of some octets.
inline void mutate_octets(std::vector<std::uint8_t>& octets, std::size_t octets_max) {
  const std::size_t before = octets.size();
  octets.resize(std::max(before, octets_max));
  octets.resize(LLVMFuzzerMutate(octets.data(), before, octets.size()));
}

// One change: an element's value by `mutate_value`, or its head; or one more, less, or elsewhere.
template <typename MutateValue>
void mutate_elements(std::vector<FuzzedElement>& elements, std::uint32_t seed,
                     MutateValue mutate_value) {
  if (elements.empty()) return;
  const std::size_t at = seed / 8 % elements.size();
  const std::size_t other = seed / 2048 % elements.size();
  switch (seed % 8) {
    case 0: elements.push_back(elements[at]); return;
    case 1: elements.erase(elements.begin() + static_cast<std::ptrdiff_t>(at)); return;
    case 2: std::swap(elements[at], elements[other]); return;
    case 3: mutate_octets(elements[at].head, elements[at].head.size()); return;
    case 4: std::swap(elements[at].value, elements[other].value); return;
    default: mutate_value(elements[at], seed / 8);
  }
}

}  // namespace celltally

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace celltally {

// A list of attributes, some of which hold others, taken apart so that a mutation may change what
// is in one and all lengths are right again. `Codec` knows the octets of the list.
struct AttributeList {
  using Octets = std::vector<std::uint8_t>;
  struct Attribute {
    Octets head;   // code, flags, vendor: all but the length
    Octets value;  // unless it is a group
    std::vector<Attribute> group;
    bool grouped = false;
  };

  std::vector<Attribute> attributes;

  // Changes one thing of the list or, two times of three, of a group in it.
  static void mutate(std::vector<Attribute>& list, std::minstd_rand& random) {
    if (list.empty()) return;
    const std::size_t at = random() % list.size();
    Attribute& chosen = list[at];
    if (chosen.grouped && random() % 3 != 0) return mutate(chosen.group, random);
    switch (random() % 8) {
      case 0: list.insert(list.begin() + static_cast<std::ptrdiff_t>(at), Attribute{chosen}); break;
      case 1: list.erase(list.begin() + static_cast<std::ptrdiff_t>(at)); break;
      case 2: std::swap(chosen, list[random() % list.size()]); break;
      case 3:
        chosen.head[random() % chosen.head.size()] = static_cast<std::uint8_t>(random());
        break;
      case 4: chosen.head = list[random() % list.size()].head; break;
      default: mutate_value(chosen); break;
    }
  }

 private:
  static void mutate_value(Attribute& chosen) {
    if (chosen.grouped) return;
    constexpr std::size_t kGrowth = 16;
    const std::size_t size = chosen.value.size();
    chosen.value.resize(size + kGrowth);
    chosen.value.resize(LLVMFuzzerMutate(chosen.value.data(), size, chosen.value.size()));
  }
};

}  // namespace celltally

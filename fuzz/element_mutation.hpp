#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <utility>
#include <vector>

#include "decode/byte_cursor.hpp"
#include "fuzz/fuzzed_element.hpp"
#include "simulate/octet_writer.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

// Mutators that keep lengths right. A `Format` knows one element of a protocol; `level` is how deep
// it is in others: 0 is a message, 1 an element in it. It may also change heads and values in ways
// of its own.
//
//   struct Format : ElementMutation {
//     // Takes the next one's head, and its value into `content`; false: there is none.
//     static bool take(int level, ByteCursor& rest, FuzzedElement& element, ByteCursor& content);
//     // Writes it with the right length, whatever its head became.
//     static void put(int level, const FuzzedElement& element, Content content, OctetWriter& to);
//   };
namespace celltally {

struct ElementMutation {
  using Content = std::span<const std::uint8_t>;

  // libFuzzer's own change of some octets.
  static void mutate_octets(Octets& octets) {
    constexpr std::size_t kGrowth = 16;
    const std::size_t size = octets.size();
    octets.resize(size + kGrowth);
    octets.resize(LLVMFuzzerMutate(octets.data(), size, octets.size()));
  }

  // Half of the time inside of what has its length in an octet before it, as there is in NAS.
  static void mutate_value(Octets& value, std::minstd_rand& random) {
    constexpr std::size_t kLongest = 255;
    const std::size_t at = random() % 2 == 0 ? find_length(value, random) : value.size();
    if (at == value.size()) return mutate_octets(value);
    const auto begin = value.begin() + static_cast<std::ptrdiff_t>(at) + 1;
    Octets inside(begin, begin + value[at]);
    mutate_value(inside, random);
    inside.resize(std::min(inside.size(), kLongest));
    const auto behind = value.erase(begin, begin + value[at]);
    value[at] = static_cast<std::uint8_t>(inside.size());
    value.insert(behind, inside.begin(), inside.end());
  }

  static void mutate_head(FuzzedElement& element, std::minstd_rand& random) {
    if (element.head.empty()) return;
    const std::size_t any = random() % element.head.size();
    const bool type = random() % 2 == 0 && element.type_at < element.head.size();
    std::uint8_t& octet = element.head[type ? element.type_at : any];
    octet = static_cast<std::uint8_t>(random() % 2 == 0 ? random() : octet ^ 1u << random() % 8);
  }

  // Takes a message of GTP and its like: the third and fourth octet of the header say how long it
  // is, without the first `uncounted` octets. What it says too much is passed over.
  static bool take_message(ByteCursor& rest, std::size_t header, std::size_t uncounted,
                           FuzzedElement& message, ByteCursor& content) {
    if (!rest.has(header)) return false;
    const auto head = rest.bytes(header);
    message.head.assign(head.begin(), head.end());
    message.type_at = 1;
    message.grouped = true;
    const std::size_t all = uncounted + (std::size_t{head[2]} << 8 | head[3]);
    content = rest.sub(std::min(rest.size(), std::max(all, header) - header));
    return true;
  }
  static void put_message(const FuzzedElement& message, Content content, std::size_t uncounted,
                          OctetWriter& to) {
    const std::size_t begin = to.size();
    to.octets(message.head).octets(content);
    to.set_u16(begin + 2, static_cast<std::uint32_t>(to.size() - begin - uncounted));
  }

 private:
  // Of an octet that may be the length of what follows it, where it is; the size: there is none.
  static std::size_t find_length(const Octets& value, std::minstd_rand& random) {
    const std::size_t size = value.size();
    const std::size_t first = size == 0 ? 0 : random() % size;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t at = (first + i) % size;
      if (value[at] != 0 && value[at] < size - at) return at;
    }
    return size;
  }
};

// Any of the list; half of the time a group where there is one.
inline std::size_t choose_element(const std::vector<FuzzedElement>& list,
                                  std::minstd_rand& random) {
  const std::size_t first = random() % list.size();
  if (random() % 2 == 0) return first;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::size_t at = (first + i) % list.size();
    if (list[at].grouped) return at;
  }
  return first;
}

// Changes one thing in the list or, mostly, in a group of it.
template <typename Format>
void mutate_elements(std::vector<FuzzedElement>& list, std::minstd_rand& random) {
  if (list.empty()) return;
  const std::size_t at = choose_element(list, random);
  FuzzedElement& chosen = list[at];
  FuzzedElement& other = list[random() % list.size()];
  if (chosen.grouped && random() % 4 != 0) return mutate_elements<Format>(chosen.group, random);
  switch (random() % 8) {
    case 0:
      list.insert(list.begin() + static_cast<std::ptrdiff_t>(at), FuzzedElement{chosen});
      break;
    case 1: list.erase(list.begin() + static_cast<std::ptrdiff_t>(at)); break;
    case 2: std::swap(chosen, other); break;
    case 3: std::swap(chosen.head, other.head); break;
    case 4: Format::mutate_head(chosen, random); break;
    default:
      if (!chosen.grouped) return Format::mutate_value(chosen.value, random);
      Format::mutate_head(chosen, random);
  }
}

template <typename Format>
std::vector<FuzzedElement> take_apart(ByteCursor rest, int level = 0) {
  std::vector<FuzzedElement> list;
  while (!rest.empty()) {
    FuzzedElement element;
    ByteCursor content;
    if (!Format::take(level, rest, element, content)) {
      element = {};
      content = rest;
      rest = {};
    }
    const auto value = content.rest();
    if (!element.grouped) element.value.assign(value.begin(), value.end());
    if (element.grouped) element.group = take_apart<Format>(content, level + 1);
    list.push_back(std::move(element));
  }
  return list;
}

template <typename Format>
Octets put_together(const std::vector<FuzzedElement>& list, int level = 0) {
  OctetWriter to;
  for (const FuzzedElement& each : list) {
    const Octets content = each.grouped ? put_together<Format>(each.group, level + 1) : each.value;
    if (each.head.empty()) {
      to.octets(content);
    } else {
      Format::put(level, each, content, to);
    }
  }
  return std::move(to).take();
}

// What LLVMFuzzerCustomMutator is to do. Now and then, and where nothing can be taken apart, it is
// libFuzzer's own, which does not care for lengths.
template <typename Format>
std::size_t mutate_message(std::uint8_t* data, std::size_t size, std::size_t size_max,
                           unsigned seed) {
  std::minstd_rand random{seed};
  if (random() % 8 == 0) return LLVMFuzzerMutate(data, size, size_max);
  std::vector<FuzzedElement> list = take_apart<Format>(ByteCursor{{data, size}});
  mutate_elements<Format>(list, random);
  const Octets octets = put_together<Format>(list);
  if (octets.empty() || octets.size() > size_max) return LLVMFuzzerMutate(data, size, size_max);
  std::ranges::copy(octets, data);
  return octets.size();
}

}  // namespace celltally

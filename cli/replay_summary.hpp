#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "aggregate/shard.hpp"
#include "anonymise/anonymiser.hpp"
#include "anonymise/epoch_key.hpp"
#include "cli/report_protection.hpp"
#include "decode/decoder.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// What a replay did with its packets. Numbers of packets and messages are exact; people follow the
// rules that counts follow, and what people did is told when there are enough of them.
struct ReplaySummary {
  ReportProtection protection;

  std::size_t files = 0;              // as named
  std::vector<std::string> problems;  // of files
  std::vector<std::string> notes;
  std::uint64_t backward_steps = 0;

  std::uint64_t packets = 0;
  Timestamp first;  // of the capture, when there are packets
  Timestamp last;

  Decoder::Counters decoded;
  UdpReassembler::Counters reassembly;
  Anonymiser::Counters sessions;
  Shard::Counters counted;
  EpochKey::Protection key = EpochKey::Protection::locked_memory;

  std::uint64_t people = 0;  // most in a day, without machines; exact, never told as it is
  std::uint64_t cells = 0;   // most in a day that have rows with data

  std::uint64_t rows_published = 0;
  std::uint64_t rows_withheld = 0;
  std::uint64_t rows_no_data = 0;

  // Events that name a cell, and those of them whose person is not known.
  std::uint64_t located() const noexcept {
    return counted.counted_person + counted.counted_machine + counted.counted_unauthenticated +
           counted.counted_unknown + counted.counted_no_presence;
  }

  // Whether exact numbers would tell what few people did, or, with noise, what one did. They are
  // not told then.
  bool hides_people() const noexcept {
    if (protection.exact) return false;
    return protection.noise || people < protection.rules.people_min;
  }

  // Whether everything in the files was counted.
  bool complete() const noexcept {
    return problems.empty() && counted.table_full == 0 && counted.late == 0;
  }
};

// For people, on standard error: aligned, without zeroes.
std::string summary_text(const ReplaySummary& summary);

// For programs: every number that may be told, pretty-printed JSON with a line break at its end. In
// each object that has a "total" the other numbers add up to it.
std::string summary_json(const ReplaySummary& summary);

}  // namespace celltally

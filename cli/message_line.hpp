#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "decode/signalling_message.hpp"
#include "decode/temporary_id.hpp"
#include "vocabulary/signalling_event.hpp"

namespace celltally {

// What one line of `celltally decode` is made of. Borrows both; nothing that identifies anybody is
// taken from them.
struct MessageLine {
  const SignallingMessage& message;
  const SignallingEvent& event;                  // what anonymise/ made of it
  std::optional<std::uint64_t> person;           // ordinal
  std::optional<std::uint32_t> file;             // from 1, as named; only when there are several
  std::span<const TemporaryId> temporary_ids{};  // that the message names; only their kinds show

  // Appends the line with its line break: the JSON of the contract, absent what is not known.
  void append_json(std::string& out) const;

  // The same for people: columns, and the rest as words.
  void append_text(std::string& out) const;
};

}  // namespace celltally

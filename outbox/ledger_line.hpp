#pragma once

#include <string>
#include <string_view>

#include "outbox/ledger_entry.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// The line as it stands in the ledger, its break included. There is one way to write it.
std::string ledger_line(const LedgerEntry& entry);

// The reverse, of a line without its break; nothing else is taken. The error: what is wrong.
Result<LedgerEntry, std::string> read_ledger_line(std::string_view text);

}  // namespace celltally

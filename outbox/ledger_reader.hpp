#pragma once

#include <string>
#include <vector>

#include "outbox/ledger_entry.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// A ledger as it lies in an outbox's folder, for whoever checks it.
struct ReadLedger {
  std::vector<LedgerEntry> entries;
  std::vector<std::string> hashes;  // of the lines, one for each entry
};

// Every line, each checked against those before it. Half a line at the end, which is being written,
// is left out. The error: the file, the line, and what is wrong with it; of a file that is not
// there, that too.
Result<ReadLedger, std::string> read_ledger(const std::string& folder);

// What of this folder's segments and this ledger does not agree, a line each: a segment with noise
// whose line of the ledger is another, or is not there. A folder that cannot be listed is one.
std::vector<std::string> ledger_disagreements(const std::string& folder, const ReadLedger& ledger);

}  // namespace celltally

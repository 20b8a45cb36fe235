#pragma once

#include <cstdint>
#include <string>

#include "outbox/ledger_chain.hpp"
#include "outbox/ledger_entry.hpp"
#include "outbox/segment_header.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// The probe's end of the ledger: what of everybody's privacy was spent, a line for each window,
// appended and flushed before the window's segment is written. It is never shortened. So after a
// crash a window is in the ledger and perhaps not in the outbox, never the other way round, and is
// not released again. One thread.
class Ledger {
 public:
  // The file's name in the outbox's folder.
  static constexpr const char* kFile = "ledger";

  // Reads what is there, or begins anew where there is nothing; half a line at the end, of a crash,
  // goes. The error, a line, says what to do: by a ledger that is not whole nothing may be
  // released.
  static Result<Ledger, std::string> open(const std::string& folder);

  // Notes the release of this window, of which all but number and previous is told. The error, a
  // line: it may not be released.
  Result<SegmentHeader::Ledger, std::string> spend(LedgerEntry entry);

 private:
  explicit Ledger(std::string folder) : folder_(std::move(folder)), path_(folder_ + "/" + kFile) {}

  // "" or why not.
  std::string append(const std::string& line);

  std::string folder_;
  std::string path_;
  LedgerChain chain_;
  std::uint64_t bytes_ = 0;  // of whole lines
};

}  // namespace celltally

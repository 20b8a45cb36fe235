#include "outbox/ledger_reader.hpp"

#include <fmt/format.h>

#include <limits>
#include <string_view>
#include <utility>

#include "outbox/ledger.hpp"
#include "outbox/ledger_chain.hpp"
#include "outbox/outbox_folder.hpp"
#include "outbox/segment_file.hpp"

namespace celltally {

namespace {

std::string disagreement(const SegmentHeader& header, const ReadLedger& ledger) {
  if (!header.ledger) return {};
  const std::uint64_t number = header.ledger->number;
  if (number > ledger.entries.size()) {
    return fmt::format("the ledger has no line {}: lines at its end are missing", number);
  }
  const LedgerEntry& entry = ledger.entries[number - 1];
  const bool same = ledger.hashes[number - 1] == header.ledger->sha256 &&
                    entry.statistic == header.statistic && entry.window == header.window &&
                    entry.protection == header.protection;
  return same ? std::string{} : fmt::format("line {} of the ledger is of another release", number);
}

}  // namespace

Result<ReadLedger, std::string> read_ledger(const std::string& folder) {
  const std::string path = folder + "/" + Ledger::kFile;
  const auto bytes = bytes_of_file(path, std::numeric_limits<std::size_t>::max());
  if (!bytes) return fail(bytes.error().text);
  ReadLedger ledger;
  LedgerChain chain;
  std::string_view rest = *bytes;
  for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos;) {
    auto entry = chain.follow(rest.substr(0, end));
    if (!entry) return fail(fmt::format("{}:{}: {}", path, chain.next_number(), entry.error()));
    ledger.entries.push_back(std::move(*entry));
    ledger.hashes.push_back(chain.hash());
    rest.remove_prefix(end + 1);
  }
  return ledger;
}

std::vector<std::string> ledger_disagreements(const std::string& folder, const ReadLedger& ledger) {
  const auto names = OutboxFolder{folder}.names();
  if (!names) return {names.error()};
  std::vector<std::string> problems;
  for (const SegmentName& name : names->segments) {
    const auto header = read_header_of_file(folder, to_text(name));
    if (!header && header.error().kind == SegmentFault::Kind::gone) continue;
    const std::string problem = header ? disagreement(*header, ledger) : header.error().text;
    if (!problem.empty()) problems.push_back(to_text(name) + ": " + problem);
  }
  return problems;
}

}  // namespace celltally

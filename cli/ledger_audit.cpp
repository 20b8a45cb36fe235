#include "cli/ledger_audit.hpp"

#include <unistd.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/printable.hpp"
#include "cli/spent_day.hpp"
#include "outbox/chain_check.hpp"
#include "outbox/ledger.hpp"
#include "outbox/ledger_reader.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

constexpr const char* kVerify =
    "; celltally ledger verify and celltally outbox verify tell all of it: put back what was "
    "changed, and find out by whom";

AuditCheck skipped(AuditCheck check, const std::string& why) {
  check.verdict = AuditCheck::Verdict::skipped;
  check.said = printable(why);
  return check;
}

// Counts of what was found: none of it may be.
AuditCheck::Figure none_of(const std::string& what, std::size_t found) {
  return {.what = what, .measured = static_cast<double>(found), .bound = 0};
}

AuditCheck::Plot plot_of(const std::vector<SpentDay>& days, double promised) {
  constexpr double kDayNs = 86'400e9;
  AuditCheck::Series spent{.name = "spent", .x = {}, .y = {}};
  AuditCheck::Series most{.name = "promised", .x = {}, .y = {}};
  for (const SpentDay& day : days) {
    const double x = static_cast<double>(day.day.ns - days.front().day.ns) / kDayNs;
    spent.x.push_back(x);
    spent.y.push_back(day.loss().rho);
    most.x.push_back(x);
    most.y.push_back(promised);
  }
  return {.title = "What each day cost",
          .x_label = "days since " + utc_seconds(days.front().day),
          .y_label = "rho",
          .series = {std::move(spent), std::move(most)}};
}

const SpentDay& dearest_of(const std::vector<SpentDay>& days) {
  return *std::max_element(days.begin(), days.end(), [](const SpentDay& a, const SpentDay& b) {
    return a.loss().rho < b.loss().rho;
  });
}

// Adds what the days cost. Returns what to do when that was too much.
std::string add_days(const std::vector<SpentDay>& days, double promised, AuditCheck& check) {
  if (days.empty()) return {};
  const SpentDay& dearest = dearest_of(days);
  check.figures.push_back(
      {.what = "rho of the dearest day", .measured = dearest.loss().rho, .bound = promised});
  if (days.size() > 1) check.plots.push_back(plot_of(days, promised));
  if (check.figures.back().holds()) return {};
  return "the day that began " + utc_seconds(dearest.day) +
         " cost more than the configuration promises now: celltally ledger show tells by what; "
         "whoever was told of this promise for that day is to be told what it did cost";
}

}  // namespace

AuditCheck audit_ledger(const std::string& folder, const std::optional<NoiseRules>& promised) {
  AuditCheck check;
  check.name = "ledger";
  check.attacker =
      "Somebody has the same window released again and again, and takes the noise off by "
      "averaging.";
  check.defence =
      "Each release is a line of a chained ledger before it leaves; no window is in it twice, and "
      "a "
      "day costs no more than was promised.";
  if (!promised) return skipped(check, "numbers are protected by a threshold only");
  const auto chain = check_chain(folder);
  if (!chain) return skipped(check, chain.error());
  const std::string path = folder + "/" + Ledger::kFile;
  const bool begun = access(path.c_str(), F_OK) == 0;
  if (begun && access(path.c_str(), R_OK) != 0) {
    return skipped(check, path + ": cannot be read by you; audit as root");
  }
  const auto ledger = begun ? read_ledger(folder) : Result<ReadLedger, std::string>{ReadLedger{}};
  std::vector<std::string> problems;
  if (ledger) problems = ledger_disagreements(folder, *ledger);
  if (!begun && problems.empty()) return skipped(check, "nothing was released with noise yet");
  check.figures = {none_of("lines of the ledger that do not follow", ledger ? 0 : 1),
                   none_of("segments that the ledger does not tell of", problems.size()),
                   none_of("faults in the chain of segments", chain->problems.size())};
  std::string to_do;
  if (ledger) to_do = add_days(spent_days(ledger->entries), promised->day().rho, check);
  if (!chain->problems.empty()) to_do = chain->problems.front() + kVerify;
  if (!problems.empty()) to_do = problems.front() + kVerify;
  if (!ledger) to_do = ledger.error() + kVerify;
  check.judge(printable(to_do));
  return check;
}

}  // namespace celltally

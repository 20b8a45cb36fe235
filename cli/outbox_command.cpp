#include "cli/outbox_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/command_end.hpp"
#include "cli/exit_code.hpp"
#include "cli/number_option.hpp"
#include "cli/outbox_listing.hpp"
#include "cli/output.hpp"
#include "cli/printable.hpp"
#include "cli/segment_page.hpp"
#include "outbox/chain_check.hpp"
#include "outbox/outbox_folder.hpp"
#include "outbox/quarantine_segment.hpp"
#include "outbox/segment_header.hpp"

namespace celltally {

namespace {

using Job = OutboxOptions::Job;

int list(const OutboxOptions& options) {
  const auto listing = OutboxListing::of(options.folder);
  if (!listing) return refused(listing.error());
  Output out{STDOUT_FILENO};
  if (options.json) {
    listing->print_json(out);
  } else {
    listing->print_table(out);
  }
  return said(out, ExitCode::kDone);
}

int verify(const OutboxOptions& options) {
  const auto check = check_chain(options.folder);
  if (!check) return refused(check.error());
  Output out{STDOUT_FILENO};
  for (const std::string& problem : check->problems) out.write(printable(problem) + "\n");
  out.write(fmt::format("{} sound, {} dropped, {} in quarantine, {} {}\n", check->segments,
                        check->dropped, check->quarantined, check->problems.size(),
                        check->problems.size() == 1 ? "problem" : "problems"));
  return said(out, check->problems.empty() ? ExitCode::kDone : ExitCode::kFailed);
}

int show(const OutboxOptions& options) {
  const auto page = SegmentPage::of(options.folder, options.segment);
  if (!page) return refused(page.error());
  Output out{STDOUT_FILENO};
  if (options.json) {
    out.write(page->bytes());
  } else {
    page->print(out);
  }
  return said(out, ExitCode::kDone);
}

int list_quarantine(const OutboxOptions& options) {
  const auto names = OutboxFolder{options.folder}.names();
  if (!names) return refused(names.error());
  Output out{STDOUT_FILENO};
  for (const QuarantinedName& name : names->quarantined) {
    const std::string reason = quarantine_reason(options.folder, name);
    out.write(printable(reason.empty() ? options.folder + "/quarantine/" + to_text(name) +
                                             ": nothing is wrong with it"
                                       : reason) +
              "\n");
  }
  if (names->quarantined.empty()) out.write("nothing is in quarantine\n");
  return said(out, ExitCode::kDone);
}

int move_to_quarantine(const OutboxOptions& options) {
  const auto name = quarantine_segment(options.folder, *options.sequence);
  if (!name) return refused(name.error());
  Output out{STDOUT_FILENO};
  out.write(fmt::format("segment {} is in quarantine now; the next segment declares it dropped\n",
                        *options.sequence));
  return said(out, ExitCode::kDone);
}

CLI::App* add_job(CLI::App& command, OutboxOptions& options, Job job, const std::string& name,
                  const std::string& help) {
  CLI::App* const added = command.add_subcommand(name, help);
  added->add_option("--folder", options.folder, "the outbox")
      ->type_name("DIR")
      ->capture_default_str();
  added->callback([&options, job] { options.job = job; });
  return added;
}

}  // namespace

CLI::App* add_outbox_command(CLI::App& program, OutboxOptions& options) {
  CLI::App* const command = program.add_subcommand(
      "outbox", "Shows and checks what lies between the probe and the shipper");
  command->require_subcommand(1);
  CLI::App* const ls =
      add_job(*command, options, Job::ls, "ls", "Lists segments, a line each, and what is missing");
  ls->add_flag("--json", options.json, "a JSON object a line");
  add_job(*command, options, Job::verify, "verify",
          "Checks every segment and the chain of their hashes");
  CLI::App* const show =
      add_job(*command, options, Job::show, "show", "Shows one segment: everything that is in it");
  show->add_option("SEGMENT", options.segment, "its sequence number, or a file with a / in it")
      ->type_name("")
      ->required();
  show->add_flag("--json", options.json, "the file as it is");
  CLI::App* const quarantine =
      add_job(*command, options, Job::quarantine, "quarantine",
              "Lists what is in quarantine and why, or moves a segment there");
  add_number_option(
      *quarantine, "SEQUENCE", 1, SegmentHeader::kSequenceMost,
      [&options](std::uint64_t sequence) { options.sequence = sequence; },
      "move this one: it will not be delivered, and be declared as dropped")
      ->type_name("");
  return command;
}

int run_outbox(const OutboxOptions& options) {
  switch (options.job) {
    case Job::ls: return list(options);
    case Job::verify: return verify(options);
    case Job::show: return show(options);
    case Job::quarantine: break;
  }
  return options.sequence ? move_to_quarantine(options) : list_quarantine(options);
}

}  // namespace celltally

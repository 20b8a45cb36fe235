#include "audit/box/canary.hpp"

#include <fmt/format.h>

#include <csignal>
#include <set>
#include <stdexcept>

#include "audit/box/attempt.hpp"
#include "audit/box/canary_capture.hpp"
#include "audit/box/file_octets.hpp"
#include "audit/box/folder_search.hpp"
#include "audit/box/identifier_search.hpp"
#include "audit/box/packet_feed.hpp"
#include "audit/box/private_site.hpp"
#include "audit/box/program_failed.hpp"
#include "audit/box/temporary_folder.hpp"
#include "outbox/acknowledgement_file.hpp"

namespace celltally {
namespace {

constexpr int kHours = 24;
constexpr int kTimesAnHour = 42;  // a million messages of a thousand people
constexpr std::chrono::seconds kPatience{60};
using Figure = AuditCheck::Figure;

struct Written {
  std::set<std::size_t> in_packets;  // canaries that the search finds in what was captured
  std::uint64_t messages = 0;
  std::uint64_t segments = 0;
  std::uint64_t crashes = 0;  // by a signal
  FolderSearch files;
};

void feed_hours(PacketFeed& feed, CanaryCapture& capture, int first, int after,
                const IdentifierSearch& search, Written& written) {
  constexpr std::int64_t kPartNs = 3'600'000'000'000 / kTimesAnHour;
  for (int part = first * kTimesAnHour; part < after * kTimesAnHour; ++part) {
    const Timestamp from{CanaryCapture::first_hour().ns + part * kPartNs};
    capture.everybody(from, {kPartNs}, [&](Timestamp at, std::span<const std::uint8_t> frame) {
      feed.write(at, frame);
      ++written.messages;
      for (const auto& found : search.find(frame, 16)) written.in_packets.insert(found.identifier);
    });
  }
  feed.flush();
}

void require(bool holds, const std::string& what, const ChildProcess& process) {
  if (!holds) throw ProgramFailed{what + ": " + process.last_words()};
}

// Until the sink has everything.
std::uint64_t deliver(const PrivateSite& site, ChildProcess& shipper) {
  const auto segments = site.segments();
  const std::uint64_t newest = segments.empty() ? 0 : segments.back().header.sequence;
  const bool delivered = shipper.wait_until(
      [&] {
        const auto acknowledged = read_acknowledgement(site.state() + "/acknowledged");
        return acknowledged && *acknowledged >= newest;
      },
      kPatience);
  require(delivered, "the shipper does not deliver", shipper);
  return segments.size();
}

// From the first packet to the last one delivered. Throws std::runtime_error.
void work(const PrivateSite& site, const BoxOptions& options, CanaryCapture& capture,
          const IdentifierSearch& search, Written& written) {
  std::unique_ptr<ChildProcess> probe;
  PacketFeed feed =
      PacketFeed::to_pipe(site / "packets", [&] { return !probe || probe->running(); });
  const auto shipper = site.start_shipper();
  feed.flush();
  probe = site.start_probe();
  options.tell("both daemons read packets of made-up people");
  try {
    feed_hours(feed, capture, 0, kHours / 2, search, written);
    require(site.wait_for_probe(*probe), "the probe does not start", *probe);
    require(site.wait_for_shipper(*shipper), "the shipper does not start", *shipper);
    site.ask_status();
    feed_hours(feed, capture, kHours / 2, kHours, search, written);
    feed.close();
    const auto end = probe->wait(kPatience);
    require(end && end->code == 0, "the probe does not end well", *probe);
  } catch (const std::runtime_error& error) {
    const auto end = probe->wait(std::chrono::seconds{1});
    if (!end || end->code >= 0) {
      throw ProgramFailed{std::string{error.what()} + "; it said: " + probe->last_words()};
    }
    written.crashes = 1;
    return;
  }
  written.segments = deliver(site, *shipper);
  site.ask_metrics();
  for (const char* answer : {"status.out", "metrics.out"}) {
    require(!octets_of_file(site / answer).empty(), std::string{"no "} + answer, *shipper);
  }
  shipper->send(SIGTERM);
  shipper->wait(kPatience);
}

void judge(AuditCheck& check, const Written& written, std::uint32_t canaries) {
  const auto number = [](std::uint64_t count) { return static_cast<double>(count); };
  check.figures = {{.what = "identifiers of made-up people in what was written",
                    .measured = number(written.files.hits),
                    .bound = 0},
                   {.what = "crashes of celltallyd on damaged messages",
                    .measured = number(written.crashes),
                    .bound = 0},
                   {.what = "of them, found in the packets by the same search",
                    .measured = number(written.in_packets.size()),
                    .bound = 3.0 * canaries,
                    .mark = Figure::Mark::at_least},
                   {.what = "windows that were released and delivered",
                    .measured = number(written.segments),
                    .bound = 1,
                    .mark = Figure::Mark::at_least}};
  check.said = fmt::format("{} messages, one in four of them damaged; {} files of {} octets.",
                           written.messages, written.files.files, written.files.octets);
  std::string found = "It did not work as it should, and shows nothing; report this.";
  if (written.crashes > 0) found = "A message makes the probe crash; report this.";
  if (written.files.hits > 0) found = "Identifiers are written; report this:";
  for (const std::string& each : written.files.where) found += " " + each + ";";
  check.judge(found);
}

}  // namespace

AuditCheck check_canary(const BoxOptions& options) {
  const AuditCheck check{
      .name = "canary",
      .attacker = "Whoever has the disks, the backups and the logs looks for subscribers' numbers.",
      .defence =
          "Nothing of a person is written, and no type that holds an identifier can be "
          "printed.",
      .said = {}};
  return attempt(check, options, [&](AuditCheck& filled) {
    const TemporaryFolder folder{options.folder};
    const auto people = canary_people(options.canaries, options.seed);
    const IdentifierSearch search{identifiers_of(people)};
    const PrivateSite site{folder / "site", options};
    site.configure({.port = "files: ['" + (site / "packets") + "']",
                    .protection = "  mode: threshold_only\n  people_min: 10\n"},
                   CanaryCapture::cells());
    CanaryCapture capture{people, options.seed};
    Written written;
    work(site, options, capture, search, written);
    options.tell("every file is searched");
    written.files = FolderSearch::in(site.folder(), search);
    judge(filled, written, options.canaries);
  });
}

}  // namespace celltally

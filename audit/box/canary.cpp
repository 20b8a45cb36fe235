#include "audit/box/canary.hpp"

#include <csignal>
#include <filesystem>
#include <set>
#include <stdexcept>

#include "audit/box/canary_capture.hpp"
#include "audit/box/folder_search.hpp"
#include "audit/box/identifier_search.hpp"
#include "audit/box/packet_feed.hpp"
#include "audit/box/private_site.hpp"
#include "audit/box/temporary_folder.hpp"
#include "outbox/acknowledgement_file.hpp"

namespace celltally {
namespace {

constexpr int kHours = 8;
constexpr std::chrono::seconds kPatience{60};
using Figure = AuditCheck::Figure;

struct Written {
  std::set<std::size_t> in_packets;  // canaries that the search finds in what was captured
  std::uint64_t segments = 0;
  FolderSearch files;
};

void feed_hours(PacketFeed& feed, CanaryCapture& capture, int first, int after,
                const IdentifierSearch& search, Written& written) {
  for (int hour = first; hour < after; ++hour) {
    const Timestamp from{CanaryCapture::first_hour().ns + hour * 3'600'000'000'000};
    capture.hour(from, [&](Timestamp at, std::span<const std::uint8_t> frame) {
      feed.write(at, frame);
      for (const auto& found : search.find(frame, 16)) written.in_packets.insert(found.identifier);
    });
  }
  feed.flush();
}

void require(bool holds, const std::string& what, const ChildProcess& process) {
  if (!holds) throw std::runtime_error{what + ": " + process.last_words()};
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

Written write_everything(const BoxOptions& options, const TemporaryFolder& folder) {
  const auto people = canary_people(options.canaries, options.seed);
  const IdentifierSearch search{identifiers_of(people)};
  const PrivateSite site{folder / "site", options};
  site.configure({.port = "files: ['" + (site / "packets") + "']",
                  .protection = "  mode: threshold_only\n  people_min: 10\n"},
                 CanaryCapture::cells());
  std::unique_ptr<ChildProcess> probe;
  PacketFeed feed =
      PacketFeed::to_pipe(site / "packets", [&] { return !probe || probe->running(); });
  CanaryCapture capture{people, options.seed};
  Written written;
  feed.flush();
  const auto shipper = site.start_shipper();
  probe = site.start_probe();
  options.tell("both daemons read packets of made-up people");
  feed_hours(feed, capture, 0, kHours / 2, search, written);
  require(site.wait_for_probe(*probe), "the probe does not start", *probe);
  require(site.wait_for_shipper(*shipper), "the shipper does not start", *shipper);
  site.ask_status();
  feed_hours(feed, capture, kHours / 2, kHours, search, written);
  feed.close();
  const auto end = probe->wait(kPatience);
  require(end && end->code == 0, "the probe does not end well", *probe);
  written.segments = deliver(site, *shipper);
  shipper->send(SIGTERM);
  shipper->wait(kPatience);
  options.tell("every file is searched");
  written.files = FolderSearch::in(site.folder(), search);
  return written;
}

}  // namespace

AuditCheck check_canary(const BoxOptions& options) {
  AuditCheck check{
      .name = "canary",
      .attacker = "Whoever has the disks, the backups and the logs looks for subscribers' numbers.",
      .defence =
          "Nothing of a person is written, and no type that holds an identifier can be "
          "printed.",
      .said = {}};
  const TemporaryFolder folder{options.folder};
  const Written written = write_everything(options, folder);
  check.figures = {{.what = "identifiers of made-up people in what was written",
                    .measured = static_cast<double>(written.files.hits),
                    .bound = 0},
                   {.what = "of them, found in the packets by the same search",
                    .measured = static_cast<double>(written.in_packets.size()),
                    .bound = 3.0 * options.canaries,
                    .mark = Figure::Mark::at_least},
                   {.what = "windows that were released and delivered",
                    .measured = static_cast<double>(written.segments),
                    .bound = 1,
                    .mark = Figure::Mark::at_least}};
  check.said = std::to_string(written.files.files) + " files of " +
               std::to_string(written.files.octets) + " octets were searched.";
  std::string where = "Identifiers are written; keep these files from everybody and report this:";
  for (const std::string& each : written.files.where) where += " " + each + ";";
  check.judge(where);
  return check;
}

}  // namespace celltally

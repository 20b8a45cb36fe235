#include "audit/box/memory.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <future>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

#include "audit/box/attempt.hpp"
#include "audit/box/canary_capture.hpp"
#include "audit/box/file_octets.hpp"
#include "audit/box/private_network.hpp"
#include "audit/box/private_site.hpp"
#include "audit/box/process_memory.hpp"
#include "audit/box/program_failed.hpp"
#include "audit/box/stop_request.hpp"
#include "audit/box/temporary_folder.hpp"

namespace celltally {
namespace {

constexpr int kRounds = 5;  // times that everybody attaches
constexpr std::chrono::milliseconds kRest{2000};
using Figure = AuditCheck::Figure;

struct Looked {
  ProcessMemory probe;
  ProcessMemory shipper;
  ProcessMemory own;
  std::uint64_t packets = 0;           // that were sent
  std::uint64_t packets_received = 0;  // as the probe says
};

// By `celltally status --json`; 0 when it says nothing.
std::uint64_t packets_received(const PrivateSite& site) {
  site.ask_status();
  const auto status = nlohmann::json::parse(octets_of_file(site / "status.out"), nullptr, false);
  const nlohmann::json::json_pointer where{"/probe/packets_total"};
  return status.is_object() && status.contains(where) ? status[where].get<std::uint64_t>() : 0;
}

void wait_and_listen(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) {
    StopRequest::check();
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
}

// In a thread of its own, for it goes into another network.
Looked look(const BoxOptions& options) {
  PrivateNetwork network;
  const TemporaryFolder folder{options.folder};
  const PrivateSite site{folder / "site", options};
  site.configure({.port = std::string{"interface: "} + PrivateNetwork::kInterface,
                  .clock = "wall",
                  .protection = "  mode: threshold_only\n  people_min: 10\n"},
                 CanaryCapture::cells());
  const auto probe = site.start_probe();
  const auto shipper = site.start_shipper();
  if (!site.wait_for_probe(*probe))
    throw ProgramFailed{"celltallyd does not work: " + probe->last_words()};
  if (!site.wait_for_shipper(*shipper))
    throw ProgramFailed{"celltally-shipd does not start: " + shipper->last_words()};
  const auto people = canary_people(options.canaries, options.seed);
  CanaryCapture capture{people, options.seed};
  Looked looked;
  for (int round = 0; round < kRounds; ++round) {
    capture.everybody(CanaryCapture::first_hour(), Timestamp::from_seconds(600),
                      [&](Timestamp, std::span<const std::uint8_t> frame) {
                        network.send(frame);
                        ++looked.packets;
                      });
    wait_and_listen(std::chrono::milliseconds{200});
  }
  options.tell("two seconds after the last packet");
  wait_and_listen(kRest);
  looked.packets_received = packets_received(site);
  const IdentifierSearch search{identifiers_of(people)};
  options.tell("memory is searched");
  looked.probe = ProcessMemory::search(probe->pid(), search);
  looked.shipper = ProcessMemory::search(shipper->pid(), search);
  looked.own = ProcessMemory::search(getpid(), search);
  if (probe->err().find("captures as") == std::string::npos || !probe->running()) {
    throw ProgramFailed{"celltallyd does not work: " + probe->last_words()};
  }
  return looked;
}

std::string places(const Looked& looked) {
  std::string text;
  for (const auto& [of, memory] :
       {std::pair{"celltallyd", &looked.probe}, std::pair{"celltally-shipd", &looked.shipper}}) {
    for (const std::string& where : memory->where) text += fmt::format(" {}, {};", of, where);
  }
  return text;
}

void judge(AuditCheck& check, const Looked& looked) {
  const auto number = [](std::uint64_t count) { return static_cast<double>(count); };
  check.figures = {{.what = "identifiers in celltallyd, two seconds after the last packet",
                    .measured = number(looked.probe.hits),
                    .bound = 0},
                   {.what = "identifiers in celltally-shipd",
                    .measured = number(looked.shipper.hits),
                    .bound = 0},
                   {.what = "pages of the key that could be read",
                    .measured = number(looked.probe.secret_pages_read),
                    .bound = 0},
                   {.what = "pages of secret memory for the key",
                    .measured = number(looked.probe.secret_pages),
                    .bound = 1,
                    .mark = Figure::Mark::at_least},
                   {.what = "packets that celltallyd received",
                    .measured = number(looked.packets_received),
                    .bound = number(looked.packets),
                    .mark = Figure::Mark::at_least},
                   {.what = "identifiers in this program, by the same search",
                    .measured = number(looked.own.hits),
                    .bound = 1,
                    .mark = Figure::Mark::at_least}};
  check.said =
      fmt::format("{} packets; {} octets of celltallyd and {} of celltally-shipd were read.",
                  looked.packets, looked.probe.octets, looked.shipper.octets);
  std::string failed = "Root reads what should not be there;" + places(looked);
  if (looked.probe.secret_pages == 0) {
    failed +=
        " the key is not in secret memory: take a kernel with memfd_secret "
        "(secretmem.enable=1 before Linux 6.5);";
  }
  check.judge(failed + " let nobody become root who may not know who was where.");
}

}  // namespace

AuditCheck check_memory(const BoxOptions& options) {
  const AuditCheck check{.name = "memory",
                         .attacker =
                             "Another process, with root's right to look into any, reads the "
                             "memory of both daemons.",
                         .defence =
                             "Identifiers are overwritten within a second, the shipper never has "
                             "one, and the key is in memory that not even the kernel maps.",
                         .said = {}};
  return attempt(check, options, [&](AuditCheck& filled) {
    if (geteuid() != 0) throw std::runtime_error{"only root may look into others; run it as root"};
    judge(filled, std::async(std::launch::async, [&] { return look(options); }).get());
  });
}

}  // namespace celltally

#include "audit/box/hardening.hpp"

#include <pwd.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

#include "audit/box/attempt.hpp"
#include "audit/box/canary_capture.hpp"
#include "audit/box/packet_feed.hpp"
#include "audit/box/private_site.hpp"
#include "audit/box/process_defences.hpp"
#include "audit/box/program_failed.hpp"
#include "audit/box/temporary_folder.hpp"

namespace celltally {
namespace {

constexpr std::chrono::seconds kPatience{20};

// Whom the daemons run as; 0: as ourselves, who are not root.
uid_t daemons_user() {
  if (geteuid() != 0) return 0;
  const passwd* const own = getpwnam("celltally");
  if (own != nullptr) return own->pw_uid;
  constexpr uid_t kNobody = 65534;
  return kNobody;
}

double yes(bool holds) {
  return holds ? 1 : 0;
}

void add(AuditCheck& check, const std::string& of, const ProcessDefences& defences, bool sockets) {
  const auto at_most = [&](const char* what, double measured) {
    check.figures.push_back({.what = of + ": " + what, .measured = measured, .bound = 0});
  };
  at_most("most octets of a core dump", static_cast<double>(defences.core_octets));
  at_most("KiB swapped out", static_cast<double>(defences.swapped_kib));
  at_most("may be looked into by its own user", yes(defences.dumpable));
  at_most("may gain privileges", yes(!defences.no_new_privileges));
  at_most("may make any system call", yes(!defences.calls_filtered));
  if (!sockets) return;
  if (defences.sockets_known) {
    at_most("internet sockets", static_cast<double>(defences.internet_sockets));
  } else {
    check.said += " The internet sockets of celltallyd only root may see.";
  }
}

// The kernel's own word for whether it wrote a core dump: that needs no guess where it would be.
void crash(AuditCheck& check, const std::string& of, ChildProcess& process) {
  process.send(SIGSEGV);
  const auto end = process.wait(kPatience);
  if (!end) throw ProgramFailed{of + " does not die of SIGSEGV"};
  check.figures.push_back(
      {.what = of + ": core dumps of a crash", .measured = yes(end->core), .bound = 0});
}

void attack(AuditCheck& check, const std::string& of, ChildProcess& process, bool ready) {
  if (!ready) throw ProgramFailed{of + " does not start: " + process.last_words()};
  add(check, of, ProcessDefences::of(process.pid()), of == "celltallyd");
  crash(check, of, process);
}

void look_at_both(AuditCheck& check, const BoxOptions& options) {
  const TemporaryFolder folder{options.folder};
  const uid_t user = daemons_user();
  const PrivateSite site{folder.path(), options, user};
  std::unique_ptr<ChildProcess> probe;
  PacketFeed feed =
      PacketFeed::to_pipe(site / "packets", [&] { return !probe || probe->running(); });
  site.configure(
      {.port = "files: ['" + (site / "packets") + "']", .protection = "  mode: threshold_only\n"},
      CanaryCapture::cells());
  const auto people = canary_people(100, options.seed);
  CanaryCapture{people, options.seed}.everybody(
      CanaryCapture::first_hour(), Timestamp::from_seconds(600),
      [&](Timestamp at, std::span<const std::uint8_t> frame) { feed.write(at, frame); });
  feed.flush();
  probe = site.start_probe(true);
  const auto shipper = site.start_shipper(true);
  attack(check, "celltallyd", *probe, site.wait_for_probe(*probe));
  attack(check, "celltally-shipd", *shipper, site.wait_for_shipper(*shipper));
}

}  // namespace

AuditCheck check_hardening(const BoxOptions& options) {
  const AuditCheck check{
      .name = "hardening",
      .attacker =
          "Whoever makes a daemon crash, reads swap space, or sends it signalling that "
          "takes it over.",
      .defence =
          "No core dumps, memory that stays in memory, no way to the network, and no "
          "privileges to be gained.",
      .said = "Without a service manager, whose units add to it."};
  return attempt(check, options, [&](AuditCheck& filled) {
    options.tell("both daemons are looked at, and made to crash");
    look_at_both(filled, options);
    filled.judge(
        "A daemon lacks what it should do for itself; is it an older one? Until it is mended start "
        "it by the units of the package alone.");
  });
}

}  // namespace celltally

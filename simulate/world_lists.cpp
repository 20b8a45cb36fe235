// What is known of a world's devices beside what they do.

#include <ostream>

#include "simulate/world.hpp"

namespace celltally {

std::string digits_of(std::uint64_t number, std::size_t count) {
  const std::string text = std::to_string(number);
  return std::string(count - std::min(count, text.size()), '0') + text;
}

void write_identifiers(std::ostream& out, const Population& population) {
  for (std::uint32_t i = 0; i < population.size(); ++i) {
    const DeviceProfile profile = population.profile(i);
    if (profile.kind != DeviceKind::no_sim) {
      out << digits_of(population.imsi(profile), 15) << '\n'
          << digits_of(population.msisdn(profile), 12) << '\n';
    }
    out << digits_of(population.imeisv(profile), 16) << '\n';
  }
}

void write_segments(std::ostream& out, const Population& population) {
  out << "imsi,segment\n";
  for (std::uint32_t i = 0; i < population.size(); ++i) {
    const DeviceProfile profile = population.profile(i);
    if (!is_person(profile.kind)) continue;
    out << digits_of(population.imsi(profile), 15) << ',' << segment_text(profile.segment) << '\n';
  }
}

void write_opted_out(std::ostream& out, const Population& population) {
  for (std::uint32_t i = 0; i < population.size(); ++i) {
    const DeviceProfile profile = population.profile(i);
    if (profile.opted_out) out << digits_of(population.imsi(profile), 15) << '\n';
  }
}

void write_machine_rules(std::ostream& out) {
  out << "imsi " << Population::kMachineImsi << "\ntac " << Population::kMachineTac << "\napn "
      << Population::kMachineApn << '\n';
}

}  // namespace celltally

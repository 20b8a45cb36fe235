#include "simulate/small_town.hpp"

#include <utility>

#include "simulate/packet_log.hpp"
#include "simulate/town_agenda.hpp"
#include "simulate/town_network.hpp"
#include "simulate/town_timing.hpp"
#include "simulate/truth_book.hpp"

namespace celltally {

namespace {

constexpr std::int64_t kTickMs = 60'000;

void collect_identifiers(const TownPerson& person, std::vector<std::string>& identifiers) {
  if (!person.imsi.empty()) {
    identifiers.push_back(person.imsi);
    identifiers.push_back(person.msisdn);
  }
  identifiers.push_back(person.imeisv);
}

}  // namespace

SmallTown make_small_town(const SmallTown::Options& options) {
  TownAgenda agenda = make_agenda(options);
  PacketLog log{options.seed + 1};
  TruthBook truth;
  TownNetwork network{options.seed + 2, log, truth};
  SmallTown town;
  for (TownPerson& person : agenda.persons) {
    if (person.from_before) person.session = network.earlier_session(0, agenda.captured.from);
    collect_identifiers(person, town.identifiers);
  }
  Timestamp tick = agenda.captured.from;
  for (const TownStep& step : agenda.steps) {
    for (; tick <= step.at; tick = after(tick, kTickMs)) network.tick(tick);
    network.perform(step, agenda.persons.at(step.person));
  }
  for (; tick < agenda.captured.to; tick = after(tick, kTickMs)) network.tick(tick);
  town.packets = std::move(log).take_sorted();
  town.truth = truth.rows(agenda.captured);
  return town;
}

}  // namespace celltally

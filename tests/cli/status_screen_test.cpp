#include "cli/status_screen.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace celltally {
namespace {

constexpr const char* kProbe = R"({"at":"2026-01-15T12:16:40Z","probe":"site-a","version":"0.1.0",
"epoch":"2026-01-15T04:00:00Z","key_overdue":false,"key_protection":"secret memory","uptime_s":93784.5,
"resident_bytes":1503238553,"packets_total":1234567,"packets_lost_total":12,"packets_damaged_total":3,
"messages_total":1200000,"seconds_since_packet":0.1,"people":1220,"cells":17,"windows_closed_total":33,
"rows_published_total":187,"rows_withheld_total":704,"rows_no_data_total":126,
"segments_dropped_total":0,
"segments_quarantined_total":0,"outbox_segments_waiting":3,"outbox_bytes":1258291,
"outbox_bytes_max":1073741824,"problems":[],"port_list":[{"name":"mirror0",
"driver":"net_af_packet","up":true,"packets":1234555,
"lost_queue_full":12,"lost_no_buffer":0,"lost_errors":0,"loss_known":true}],
"packets_by_outcome":{"signalling":1200000,"user plane":34567}})";

constexpr const char* kShipper =
    R"({"version":"0.1.0","uptime_s":61,"problems":["sink hq takes nothing"],
"sinks":[{"name":"store","delivered":30,"waiting":3,"refused":0,"dropped":0},
{"name":"hq","delivered":1,"waiting":31,"refused":1,"dropped":2,"last_error":"connection refused"}]})";

StatusLook look(double at_s, const char* probe = kProbe, const char* shipper = kShipper) {
  StatusLook look;
  look.probe = std::move(DaemonStatus::read(probe).value());
  look.shipper = std::move(DaemonStatus::read(shipper).value());
  look.at_s = at_s;
  return look;
}

TEST(StatusScreen, ShowsBothDaemons) {
  EXPECT_EQ(status_screen(look(10), nullptr, {}),
            "probe    site-a, celltallyd 0.1.0, up 1 d 2 h, 1.4 GiB\n"
            "packets  1,234,567 packets, 12 lost, 3 damaged\n"
            "decoded  1,200,000 messages\n"
            "                  34,567 user plane\n"
            "port     mirror0 (net_af_packet) up, 1,234,555 packets, 12 lost\n"
            "people   1,220+ people in 17+ cells, this epoch\n"
            "epoch    since 2026-01-15T04:00:00Z, key in secret memory\n"
            "windows  33 closed; rows: 187 published, 704 withheld, 126 without data\n"
            "outbox   3 segments wait, 1.2 MiB of 1.0 GiB\n"
            "shipper  celltally-shipd 0.1.0, up 1 min 1 s\n"
            "sink     store: 30 delivered, 3 wait\n"
            "sink     hq: 1 delivered, 31 wait, 1 REFUSED, 2 dropped\n"
            "         connection refused\n"
            "problem  sink hq takes nothing\n");
}

TEST(StatusScreen, ShowsWorkersAndShardsWhereThereAreSeveral) {
  StatusLook now = look(10);
  now.probe->lists["worker_list"] = {{{"packets", "1000"}, {"ring_waits", "0"}},
                                     {{"packets", "2345"}, {"ring_waits", "7"}}};
  now.probe->lists["shard_list"] = {{{"people", "1220"},
                                     {"cells", "0"},
                                     {"ring_most_used", "16384"},
                                     {"ring_capacity", "65536"}}};
  EXPECT_NE(status_screen(now, nullptr, {})
                .find("worker   0: 1,000 packets, waited 0 times for a shard\n"
                      "worker   1: 2,345 packets, waited 7 times for a shard\n"
                      "shard    0: rings 25 % full at most, 1,220+ people in a few cells\n"),
            std::string::npos);
  now.probe->lists["worker_list"].pop_back();
  EXPECT_EQ(status_screen(now, nullptr, {}).find("shard"), std::string::npos);
}

TEST(StatusScreen, ShowsRatesWhenItLooksAgain) {
  const StatusLook before = look(10);
  StatusLook now = look(12);
  now.probe->values["packets_total"] = "1236567";
  now.probe->lists["port_list"][0]["packets"] = "1235555";
  const std::string screen = status_screen(now, &before, {});
  EXPECT_NE(screen.find("1,236,567 packets, 1,000/s, 12 lost"), std::string::npos);
  EXPECT_NE(screen.find("1,235,555 packets, 500/s, 12 lost"), std::string::npos);
  // A probe that began anew in between has no rate.
  now.probe->values["packets_total"] = "5";
  EXPECT_NE(status_screen(now, &before, {}).find("packets  5 packets, 12 lost"), std::string::npos);
}

// Cells that are not listed have no rows, and nothing else tells that they are missing.
TEST(StatusScreen, TellsOfCellsThatAreNotListed) {
  StatusLook now = look(10);
  now.probe->values["cells_unlisted"] = "40";
  EXPECT_NE(status_screen(now, nullptr, {})
                .find("         40 or a few more cells of the last day are not listed: no rows\n"),
            std::string::npos);
}

TEST(StatusScreen, SaysWhyADaemonIsSilent) {
  StatusLook nobody;
  nobody.probe_problem = "/run/p.sock: nobody listens; the daemon is not running";
  nobody.shipper_problem = "/run/s.sock: no answer";
  EXPECT_EQ(status_screen(nobody, nullptr, {}),
            "probe    /run/p.sock: nobody listens; the daemon is not running\n"
            "shipper  /run/s.sock: no answer\n");
}

TEST(StatusScreen, NeverWrapsALine) {
  StatusLook now = look(10);
  now.probe->lines["problems"] = {std::string(500, 'x')};
  now.probe->values["probe"] = std::string(63, 'n');
  for (const std::size_t columns : {40u, 80u}) {
    std::istringstream lines{
        status_screen(now, nullptr, {.interactive = false, .colours = false, .columns = columns})};
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), columns) << line;
  }
}

TEST(StatusScreen, ObeysNobodyWhoWritesOnIt) {
  StatusLook now = look(10);
  now.shipper->lists["sinks"][1]["last_error"] = "\x1b[2Jgone\nmore";
  now.probe->lines["problems"] = {"port a\rb"};
  const std::string screen = status_screen(now, nullptr, {});
  EXPECT_EQ(screen.find_first_of("\x1b\r"), std::string::npos);
  EXPECT_NE(screen.find("         ?[2Jgone?more\n"), std::string::npos);
}

TEST(StatusScreen, TakesAnswersThatMakeNoSense) {
  const StatusLook odd =
      look(1, R"({"packets_by_outcome":{"a":"b","c":-1},"port_list":[{}]})", "{}");
  EXPECT_NE(status_screen(odd, nullptr, {}).find("0 a\n"), std::string::npos);
}

TEST(StatusScreen, TakesAnswersThatSayLess) {
  EXPECT_NE(status_screen(look(1, "{}", "{}"), nullptr, {}).find("too few to be told"),
            std::string::npos);
}

TEST(DaemonStatus, RefusesWhatIsNoAnswer) {
  EXPECT_EQ(DaemonStatus::read("not JSON").error(), "the answer is no object of JSON");
  EXPECT_EQ(DaemonStatus::read("[]").error(), "the answer is no object of JSON");
  EXPECT_EQ(DaemonStatus::read(R"({"error":"you may not ask"})").error(), "you may not ask");
}

}  // namespace
}  // namespace celltally

#include <gtest/gtest.h>

#include "tests/config/wrong_config.hpp"

namespace celltally {
namespace {

using testing::Base;
using testing::WrongConfig;

// The same for the shipper. What was written as a secret is shown nowhere.
const WrongConfig kCases[] = {
    {"a sink without type", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - name: a\n"
     "      url: https://x.example/\n",
     "c.yaml:4:7: ship.sinks[0].type: is missing; write sqlite, https, kafka or "
     "clickhouse (what kind of sink it is, which says what else it has)\n"
     "      - name: a\n"
     "        ^\n"},
    {"a control socket that is a relative path", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  control: {socket: ship.sock, groop: celltally}\n"
     "  sinks: [{name: a, type: sqlite}]\n",
     "c.yaml:3:21: ship.control.socket: \"ship.sock\" will not do; write an absolute path of at "
     "most 107 octets, such as /run/celltally/control.sock (where the shipper answers celltally "
     "status)\n"
     "    control: {socket: ship.sock, groop: celltally}\n"
     "                      ^\n"
     "c.yaml:3:32: ship.control.groop: is not a key here; did you mean group?\n"
     "    control: {socket: ship.sock, groop: celltally}\n"
     "                                 ^\n"},
    {"an unknown type", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - name: a\n"
     "      type: mqtt\n",
     "c.yaml:5:13: ship.sinks[0].type: \"mqtt\" is not known; write sqlite, https, kafka "
     "or clickhouse (what kind of sink it is, which says what else it has)\n"
     "        type: mqtt\n"
     "              ^\n"},
    {"a key of another type", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - name: a\n"
     "      type: sqlite\n"
     "      topic: t\n",
     "c.yaml:6:7: ship.sinks[0].topic: is not a key here; there are name, type, path\n"
     "        topic: t\n"
     "        ^\n"},
    {"sinks of the same name", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: sqlite}\n"
     "    - {name: a, type: sqlite, path: /b}\n",
     "c.yaml:5:14: ship.sinks[1].name: \"a\" is taken in line 4; write another\n"
     "      - {name: a, type: sqlite, path: /b}\n"
     "               ^\n"},
    {"no URL", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: https}\n",
     "c.yaml:4:7: ship.sinks[0].url: is missing; write a URL without user, query or "
     "fragment, such as \"https://collector.example/celltally\" (where segments are sent "
     "by POST)\n"
     "      - {name: a, type: https}\n"
     "        ^\n"},
    {"a URL of another kind", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: https, url: \"ftp://x.example/\"}\n",
     "c.yaml:4:35: ship.sinks[0].url: \"ftp://x.example/\" will not do; write a URL "
     "without user, query or fragment, such as \"https://collector.example/celltally\" "
     "(where segments are sent by POST)\n"
     "      - {name: a, type: https, url: \"ftp://x.example/\"}\n"
     "                                    ^\n"},
    {"a URL with a password", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: https, url: \"https://me:hunter2@x.example/\"}\n",
     "c.yaml:4:35: ship.sinks[0].url: \"https://********@x.example/\" will not do; write "
     "a URL without user, query or fragment, such as "
     "\"https://collector.example/celltally\" (where segments are sent by POST)\n"
     "      - {name: a, type: https, url: \"https://********@x.example/\"}\n"
     "                                    ^\n"},
    {"a URL that is not encrypted", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: https, url: \"http://x.example/\"}\n",
     "c.yaml:4:35: ship.sinks[0].url: is not encrypted; write https://, for http:// is "
     "for this machine alone\n"
     "      - {name: a, type: https, url: \"http://x.example/\"}\n"
     "                                    ^\n"},
    {"a name that only begins like loopback", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: https, url: \"http://127.0.0.1.example/\"}\n",
     "c.yaml:4:35: ship.sinks[0].url: is not encrypted; write https://, for http:// is "
     "for this machine alone\n"
     "      - {name: a, type: https, url: \"http://127.0.0.1.example/\"}\n"
     "                                    ^\n"},
    {"a port number that is none", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: https, url: \"https://x.example:70000/\"}\n",
     "c.yaml:4:35: ship.sinks[0].url: \"https://x.example:70000/\" will not do; write a "
     "URL without user, query or fragment, such as "
     "\"https://collector.example/celltally\" (where segments are sent by POST)\n"
     "      - {name: a, type: https, url: \"https://x.example:70000/\"}\n"
     "                                    ^\n"},
    {"a bad IPv6 address", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: https, url: \"https://[::1::2]/\"}\n",
     "c.yaml:4:35: ship.sinks[0].url: \"https://[::1::2]/\" will not do; write a URL "
     "without user, query or fragment, such as \"https://collector.example/celltally\" "
     "(where segments are sent by POST)\n"
     "      - {name: a, type: https, url: \"https://[::1::2]/\"}\n"
     "                                    ^\n"},
    {"a certificate without key", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: https, url: \"https://x.example\", client_certificate: /c}\n",
     "c.yaml:4:76: ship.sinks[0].client_certificate: client_certificate and client_key "
     "belong together; write both or neither\n"
     "      - {name: a, type: https, url: \"https://x.example\", client_certificate: "
     "/c}\n"
     "                                                                             ^\n"},
    {"a token in the file", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - name: a\n"
     "      type: https\n"
     "      url: https://x.example/\n"
     "      token: hunter2\n",
     "c.yaml:7:7: ship.sinks[0].token: a secret does not belong in this file; write it "
     "into a file of its own, and here token_file: and that file's path\n"
     "        token: ********\n"
     "        ^\n"},
    {"a token where its file belongs", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - name: a\n"
     "      type: https\n"
     "      url: https://x.example/\n"
     "      token_file: hunter2\n",
     "c.yaml:7:19: ship.sinks[0].token_file: this will not do; write the absolute path "
     "of a file that holds it, or credential:NAME for systemd's (the file with the "
     "bearer token)\n"
     "        token_file: ********\n"
     "                    ^\n"},
    {"a password in the file, twice", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - name: a\n"
     "      type: kafka\n"
     "      brokers: [\"k:9092\"]\n"
     "      password: hunter2\n"
     "      password: hunter3\n",
     "c.yaml:7:7: ship.sinks[0].password: a secret does not belong in this file; write "
     "it into a file of its own, and here password_file: and that file's path\n"
     "        password: ********\n"
     "        ^\n"
     "c.yaml:8:7: ship.sinks[0].password: is here twice, first in line 7; keep one of "
     "them\n"
     "        password: ********\n"
     "        ^\n"},
    {"a password on the next line", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - name: a\n"
     "      type: clickhouse\n"
     "      url: https://x.example/\n"
     "      password_file:\n"
     "        hunter2\n",
     "c.yaml:8:9: ship.sinks[0].password_file: this will not do; write the absolute path "
     "of a file that holds it, or credential:NAME for systemd's (the file with its "
     "password)\n"
     "  ********\n"
     "          ^\n"},
    {"a broker without port", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: kafka, brokers: [kafka-1]}\n",
     "c.yaml:4:40: ship.sinks[0].brokers[0]: \"kafka-1\" will not do; write a host and "
     "port such as \"kafka-1.example:9092\" (where to ask for the cluster)\n"
     "      - {name: a, type: kafka, brokers: [kafka-1]}\n"
     "                                         ^\n"},
    {"a password that nobody uses", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: kafka, brokers: [\"k:1\"], username: u, password_file: /p}\n",
     "c.yaml:4:58: ship.sinks[0].security: username and password_file are for security: "
     "sasl_ssl, which needs both\n"
     "      - {name: a, type: kafka, brokers: [\"k:1\"], username: u, password_file: "
     "/p}\n"
     "                                                           ^\n"},
    {"no password where one is needed", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: kafka, brokers: [\"k:1\"], security: sasl_ssl}\n",
     "c.yaml:4:58: ship.sinks[0].security: username and password_file are for security: "
     "sasl_ssl, which needs both\n"
     "      - {name: a, type: kafka, brokers: [\"k:1\"], security: sasl_ssl}\n"
     "                                                           ^\n"},
    {"certificates in the clear", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: kafka, brokers: [\"k:1\"], security: plaintext, ca_file: "
     "/c}\n",
     "c.yaml:4:58: ship.sinks[0].security: plaintext uses no certificates; write ssl, or "
     "take ca_file, client_certificate and client_key out\n"
     "      - {name: a, type: kafka, brokers: [\"k:1\"], security: plaintext, ca_file: "
     "/c}\n"
     "                                                           ^\n"},
    {"ClickHouse in the clear", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: clickhouse, url: \"http://10.0.0.5:8123\"}\n",
     "c.yaml:4:40: ship.sinks[0].url: is not encrypted; write https://, or add "
     "allow_plain_http: true\n"
     "      - {name: a, type: clickhouse, url: \"http://10.0.0.5:8123\"}\n"
     "                                         ^\n"},
    {"a password without a user", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: clickhouse, url: \"https://x.example\", password_file: /p}\n",
     "c.yaml:4:76: ship.sinks[0].password_file: has no username; add username: NAME\n"
     "      - {name: a, type: clickhouse, url: \"https://x.example\", password_file: "
     "/p}\n"
     "                                                                             ^\n"},
    {"a database that is no name", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks:\n"
     "    - {name: a, type: clickhouse, url: \"https://x.example\", database: \"counts; "
     "drop\"}\n",
     "c.yaml:4:71: ship.sinks[0].database: \"counts; drop\" will not do; write a letter or "
     "_, then letters, digits and _, 128 at most (where the table is)\n"
     "      - {name: a, type: clickhouse, url: \"https://x.example\", database: \"counts; "
     "drop\"}\n"
     "                                                                        ^\n"},
    {"metrics for everybody", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks: [{name: s, type: sqlite}]\n"
     "  metrics: {listen: \"0.0.0.0:9469\"}\n",
     "c.yaml:4:21: ship.metrics.listen: is open to other machines; write "
     "\"127.0.0.1:9469\", or add allow_remote: true\n"
     "    metrics: {listen: \"0.0.0.0:9469\"}\n"
     "                      ^\n"},
    {"metrics by name", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks: [{name: s, type: sqlite}]\n"
     "  metrics: {listen: \"localhost:9469\"}\n",
     "c.yaml:4:21: ship.metrics.listen: \"localhost:9469\" will not do; write a numeric "
     "address and port such as \"127.0.0.1:9469\" or \"[::1]:9469\" (where /metrics, "
     "/healthz and /readyz are served)\n"
     "    metrics: {listen: \"localhost:9469\"}\n"
     "                      ^\n"},
    {"retries that shrink", Base::nothing_for_shipper,
     "version: 1\n"
     "ship:\n"
     "  sinks: [{name: s, type: sqlite}]\n"
     "  retry: {first: 10min, most: 1min}\n",
     "c.yaml:4:31: ship.retry.most: is shorter than first; write more\n"
     "    retry: {first: 10min, most: 1min}\n"
     "                                ^\n"},
};

TEST(WrongSinks, AreRefusedWithTheirPlaceAndTheirMend) {
  for (const WrongConfig& wrong : kCases) wrong.expect_problems();
}

}  // namespace
}  // namespace celltally

// The live client against the mock's server, on real sockets of the loopback interface.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <functional>
#include <thread>

#include "base/error.h"
#include "http/server.h"
#include "http/transport.h"

namespace plumbline::http {
namespace {

using std::chrono::milliseconds;

std::unique_ptr<Transport> Client(const std::string& base_url, const std::function<void(CurlOptions&)>& change = {}) {
  CurlOptions options;
  options.base_url = base_url;
  options.use_proxy = false;
  if (change) change(options);
  return MakeCurlTransport(std::move(options));
}

// What the server saw, as the body of its answer.
Response Echo(const Request& request) {
  std::string text = request.method + ' ' + request.target + '\n';
  for (const HeaderField& field : request.headers) {
    if (field.name != "Host" && field.name != "User-Agent") text += field.name + ": " + field.value + '\n';
  }
  return {.status = 200, .headers = {{"X-Echo", "yes"}}, .body = text + (request.body ? "\n" + *request.body : "")};
}

std::string BodyOf(const Exchange& exchange) {
  return exchange.response ? exchange.response->body : "error " + exchange.error->kind + ": " + exchange.error->message;
}

// Writes raw bytes to the server and reads until it closes the connection or `answers` status lines
// came.
std::string Raw(std::uint16_t port, std::string_view bytes, int answers) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  timeval limit{.tv_sec = 5, .tv_usec = 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string text;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 &&
      ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size())) {
    char buffer[4096];
    const auto count = [&] {
      int found = 0;
      for (std::size_t at = text.find("HTTP/1.1 "); at != std::string::npos; at = text.find("HTTP/1.1 ", at + 1))
        ++found;
      return found;
    };
    for (ssize_t size = 0; count() < answers || !text.ends_with("\r\n\r\n");
         text.append(buffer, static_cast<std::size_t>(size))) {
      size = ::recv(socket, buffer, sizeof(buffer), 0);
      if (size <= 0) break;
    }
  }
  ::close(socket);
  return text;
}

TEST(CurlTransport, SendsARequestAndReadsTheAnswer) {
  Server server([](const Request&) {
    return Response{.status = 404,
                    .headers = {{"Content-Type", "application/problem+json"}, {"X-Two", "a"}, {"X-Two", ""}},
                    .body = "{\"a\":\n1}"};
  });
  const Request request{.method = "GET", .target = "/v1/charges/7?x=%20", .headers = {}, .body = std::nullopt};
  const Exchange exchange = Client(server.url())->Send(request);
  EXPECT_EQ(exchange.request, request);
  EXPECT_EQ(exchange.error, std::nullopt);
  EXPECT_EQ(exchange.response, (Response{.status = 404,
                                         .headers = {{"Content-Type", "application/problem+json"},
                                                     {"X-Two", "a"},
                                                     {"X-Two", ""},
                                                     {"Content-Length", "8"}},
                                         .body = "{\"a\":\n1}"}));
}

TEST(CurlTransport, SendsEveryMethodAsItIs) {
  Server server(Echo);
  const auto client = Client(server.url() + "/base/");
  struct Row {
    Request request;
    std::string seen;
  };
  const std::vector<Row> rows = {
      {{.method = "GET", .target = "/a/../b?q=1", .headers = {{"X-Empty", ""}, {"X-A", "é"}}, .body = std::nullopt},
       "GET /base/a/../b?q=1\nAccept: */*\nX-Empty: \nX-A: é\n"},
      {{.method = "DELETE", .target = "/a", .headers = {}, .body = std::nullopt}, "DELETE /base/a\nAccept: */*\n"},
      {{.method = "POST",
        .target = "/a",
        .headers = {{"Content-Type", "application/json"}, {"Accept", "text/html"}},
        .body = "{\"a\":1}"},
       "POST /base/a\nContent-Type: application/json\nAccept: text/html\nContent-Length: 7\n\n{\"a\":1}"},
      {{.method = "PATCH", .target = "/a", .headers = {}, .body = std::string("\0x", 2)},
       std::string("PATCH /base/a\nAccept: */*\nContent-Length: 2\n\n\0x", 47)},
      {{.method = "PUT", .target = "/a", .headers = {}, .body = ""}, "PUT /base/a\nAccept: */*\nContent-Length: 0\n"},
      {{.method = "OPTIONS", .target = "/a", .headers = {}, .body = std::nullopt}, "OPTIONS /base/a\nAccept: */*\n"},
  };
  for (const auto& [request, seen] : rows) EXPECT_EQ(BodyOf(client->Send(request)), seen);
}

TEST(CurlTransport, SendsALargeBodyWhole) {
  std::string received;
  Server server([&](const Request& request) {
    received = request.body.value_or("");
    return Response{.status = 204, .headers = {}, .body = {}};
  });
  const std::string body(3'000'000, 'x');
  const Exchange exchange = Client(server.url())->Send({.method = "POST", .target = "/", .headers = {}, .body = body});
  EXPECT_EQ(exchange.response, (Response{.status = 204, .headers = {}, .body = ""}));
  EXPECT_TRUE(received == body);
}

TEST(CurlTransport, HeadHasNoBody) {
  Server server([](const Request& request) { return Response{.status = 200, .headers = {}, .body = request.method}; });
  const Exchange exchange =
      Client(server.url())->Send({.method = "HEAD", .target = "/", .headers = {}, .body = std::nullopt});
  EXPECT_EQ(exchange.response, (Response{.status = 200, .headers = {{"Content-Length", "4"}}, .body = ""}));
}

TEST(CurlTransport, DoesNotFollowRedirects) {
  Server server([](const Request&) {
    return Response{.status = 302, .headers = {{"Location", "/other"}}, .body = ""};
  });
  const Exchange exchange = Client(server.url())->Send({.target = "/", .headers = {}, .body = std::nullopt});
  EXPECT_EQ(exchange.response,
            (Response{.status = 302, .headers = {{"Location", "/other"}, {"Content-Length", "0"}}, .body = ""}));
}

TEST(CurlTransport, OneClientSendsManyRequests) {
  int requests = 0;
  Server server(
      [&](const Request&) { return Response{.status = 200, .headers = {}, .body = std::to_string(++requests)}; });
  const auto client = Client(server.url());
  for (int i = 1; i <= 5; ++i)
    EXPECT_EQ(BodyOf(client->Send({.target = "/", .headers = {}, .body = std::nullopt})), std::to_string(i));
}

TEST(CurlTransport, ARefusedConnectionIsConnect) {
  std::string url;
  {
    Server server(Echo);
    url = server.url();
  }
  const Exchange exchange = Client(url)->Send({.target = "/", .headers = {}, .body = std::nullopt});
  ASSERT_TRUE(exchange.error);
  EXPECT_EQ(*exchange.error,
            (TransportError{"connect", "Failed to connect to 127.0.0.1 port " + url.substr(url.rfind(':') + 1) +
                                           ": Couldn't connect to server"}));
  EXPECT_EQ(exchange.response, std::nullopt);
}

TEST(CurlTransport, AnAnswerThatIsTooLargeIsSize) {
  Server server([](const Request&) { return Response{.status = 200, .headers = {}, .body = std::string(1'000, 'x')}; });
  const auto client = Client(server.url(), [](CurlOptions& options) { options.max_response_bytes = 999; });
  EXPECT_EQ(client->Send({.target = "/", .headers = {}, .body = std::nullopt}).error,
            (TransportError{"size", "the answer is larger than 999 bytes"}));
  const auto wide = Client(server.url(), [](CurlOptions& options) { options.max_response_bytes = 1'000; });
  EXPECT_EQ(BodyOf(wide->Send({.target = "/", .headers = {}, .body = std::nullopt})), std::string(1'000, 'x'));
}

TEST(CurlTransport, HeaderFieldsThatAreTooLargeAreSize) {
  Server server([](const Request&) {
    return Response{.status = 200, .headers = {{"X", std::string(1'000, 'x')}}, .body = ""};
  });
  const auto client = Client(server.url(), [](CurlOptions& options) { options.max_response_bytes = 999; });
  EXPECT_EQ(client->Send({.target = "/", .headers = {}, .body = std::nullopt}).error,
            (TransportError{"size", "the answer is larger than 999 bytes"}));
}

TEST(CurlTransport, ALateAnswerIsTimeoutAndTheClientGoesOn) {
  bool first = true;
  Server server([&](const Request&) {
    if (std::exchange(first, false)) std::this_thread::sleep_for(milliseconds(200));
    return Response{.status = 200, .headers = {}, .body = "here"};
  });
  const auto client = Client(server.url(), [](CurlOptions& options) { options.timeout = milliseconds(100); });
  EXPECT_EQ(client->Send({.target = "/", .headers = {}, .body = std::nullopt}).error,
            (TransportError{"timeout", "Operation timed out"}));
  const auto patient = Client(server.url());
  EXPECT_EQ(BodyOf(patient->Send({.target = "/", .headers = {}, .body = std::nullopt})), "here");
  EXPECT_EQ(BodyOf(client->Send({.target = "/", .headers = {}, .body = std::nullopt})), "here");
}

TEST(CurlTransport, AnAnswerThatBreaksOffIsTruncated) {
  Server server([](const Request&) {
    return Response{.status = 200, .headers = {{"Content-Length", "10"}}, .body = "abc"};
  });
  const Exchange exchange =
      Client(server.url())->Send({.target = "/", .headers = {{"Connection", "close"}}, .body = std::nullopt});
  ASSERT_TRUE(exchange.error);
  EXPECT_EQ(exchange.error->kind, "truncated");
}

TEST(CurlTransport, AnInterruptEndsTheTransfer) {
  Server server(Echo);
  const std::atomic<bool> interrupted = true;
  const auto client = Client(server.url(), [&](CurlOptions& options) { options.interrupted = &interrupted; });
  const Exchange exchange = client->Send({.target = "/", .headers = {}, .body = std::nullopt});
  ASSERT_TRUE(exchange.error);
  EXPECT_EQ(exchange.error->message, "interrupted");
}

TEST(CurlTransport, RefusesBaseUrlsThatAreNone) {
  const auto error_of = [](const std::string& url) -> std::string {
    try {
      Client(url);
      return "no error";
    } catch (const Error& error) {
      return error.what();
    }
  };
  for (const std::string url : {"ftp://host/", "file:///etc/passwd", "host", "", "http://", "/v1", "httpx://host"}) {
    EXPECT_EQ(error_of(url), "'" + url + "' is not an http or https URL");
  }
  for (const std::string url : {"http://host/v1?x=1", "https://host#a"}) {
    EXPECT_EQ(error_of(url),
              "the base URL '" + url + "' has a query or fragment; only scheme, host, port and path belong there");
  }
  for (const std::string url : {"http://host", "https://host:8443/v1/", "HTTP://host"})
    EXPECT_EQ(error_of(url), "no error");
}

TEST(CurlTransport, HttpsToAPlainServerIsTls) {
  Server server(Echo);
  const auto client = Client("https://127.0.0.1:" + std::to_string(server.port()));
  const Exchange exchange = client->Send({.target = "/", .headers = {}, .body = std::nullopt});
  ASSERT_TRUE(exchange.error);
  EXPECT_EQ(exchange.error->kind, "tls");
}

TEST(Server, AnswersGarbageWith400AndCloses) {
  Server server(Echo);
  for (const std::string& bytes : {std::string("\x16\x03\x01garbage\r\n\r\n"), std::string("GET / HTTP/9.x\r\n\r\n"),
                                   std::string("FOO / HTTP/1.1\r\n\r\n"), std::string("\0\0\0", 3)}) {
    EXPECT_EQ(Raw(server.port(), bytes, 2),
              "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        << testing::PrintToString(bytes);
  }
}

TEST(Server, KeepsAConnectionAliveUntilItIsToldToClose) {
  int requests = 0;
  Server server([&](const Request&) {
    return Response{.status = 200, .headers = {{"N", std::to_string(++requests)}}, .body = ""};
  });
  EXPECT_EQ(Raw(server.port(),
                "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 3),
            "HTTP/1.1 200 OK\r\nN: 1\r\nContent-Length: 0\r\n\r\n"
            "HTTP/1.1 200 OK\r\nN: 2\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

TEST(Server, ReadsAChunkedBody) {
  std::string body;
  Server server([&](const Request& request) {
    body = request.body.value_or("none");
    return Response{.status = 200, .headers = {}, .body = ""};
  });
  Raw(server.port(), "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
      1);
  EXPECT_EQ(body, "abcde");
}

TEST(Server, EndsWithOpenConnections) {
  auto server = std::make_unique<Server>(Echo);
  const auto client = Client(server->url());
  EXPECT_TRUE(client->Send({.target = "/", .headers = {}, .body = std::nullopt}).response);
  server.reset();
  EXPECT_TRUE(client->Send({.target = "/", .headers = {}, .body = std::nullopt}).error);
}

TEST(Server, SaysThatAPortIsTaken) {
  Server server(Echo);
  try {
    Server second(Echo, server.port());
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(std::string(error.what()),
              "cannot listen on 127.0.0.1:" + std::to_string(server.port()) + ": address already in use");
  }
}

TEST(CurlTransport, AHeaderFieldWithALineBreakIsNotSent) {
  const auto client = MakeCurlTransport({.base_url = "http://127.0.0.1:1"});
  EXPECT_EQ(client->Send({"GET", "/", {{"X-A", "1\r\nX-B: 2"}}, std::nullopt}).error,
            (TransportError{"request", "the header field X-A would hold a line break"}));
}

}  // namespace
}  // namespace plumbline::http

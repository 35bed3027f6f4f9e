// The only file that sees libuv.
#include "http/server.h"

#include <fmt/format.h>
#include <http_parser.h>
#include <uv.h>

#include <string_view>
#include <thread>
#include <utility>

#include "base/error.h"

namespace plumbline::http {
namespace {

constexpr std::size_t kMaxRequestBytes = 16u << 20;

std::string Serialize(const Response& response, bool keep_alive, bool head) {
  std::string text = fmt::format("HTTP/1.1 {} {}\r\n", response.status, ReasonPhrase(response.status));
  for (const HeaderField& field : response.headers) text += field.name + ": " + field.value + "\r\n";
  const bool bodiless = response.status == 204 || response.status == 304;
  if (!bodiless && FindHeader(response.headers, "Content-Length") == nullptr) {
    text += fmt::format("Content-Length: {}\r\n", response.body.size());
  }
  if (!keep_alive) text += "Connection: close\r\n";
  text += "\r\n";
  if (!bodiless && !head) text += response.body;
  return text;
}

}  // namespace

class Server::Loop {
 public:
  Loop(Handler handler, std::uint16_t port) : handler_(std::move(handler)) {
    Require(uv_loop_init(&loop_));
    Require(uv_async_init(&loop_, &stop_, [](uv_async_t* handle) { Self(handle)->CloseAll(); }));
    Require(uv_tcp_init(&loop_, &listener_));
    stop_.data = listener_.data = this;
    settings_.on_message_begin = [](http_parser* p) { return Of(p).Begin(), 0; };
    settings_.on_url = [](http_parser* p, const char* at, std::size_t n) {
      return Of(p).Add(Of(p).request.target, at, n);
    };
    settings_.on_header_field = [](http_parser* p, const char* at, std::size_t n) { return Of(p).AddField(at, n); };
    settings_.on_header_value = [](http_parser* p, const char* at, std::size_t n) { return Of(p).AddValue(at, n); };
    settings_.on_body = [](http_parser* p, const char* at, std::size_t n) { return Of(p).AddBody(at, n); };
    settings_.on_message_complete = [](http_parser* p) { return Of(p).loop->Answer(Of(p)), 0; };
    const int bound = Listen(port);
    if (bound != 0) {
      CloseAll();
      uv_run(&loop_, UV_RUN_DEFAULT);
      uv_loop_close(&loop_);
      throw Error(fmt::format("cannot listen on 127.0.0.1:{}: {}", port, uv_strerror(bound)));
    }
    thread_ = std::thread([this] { uv_run(&loop_, UV_RUN_DEFAULT); });
  }

  ~Loop() {
    uv_async_send(&stop_);
    thread_.join();
    uv_loop_close(&loop_);
  }

  std::uint16_t port() const { return port_; }

 private:
  struct Connection {
    Loop* loop = nullptr;
    uv_tcp_t socket{};
    http_parser parser{};
    Request request;
    bool value_seen = false;
    std::size_t bytes = 0;
    std::string buffer;

    void Begin() {
      request = {};
      request.method.clear();
      value_seen = true;
      bytes = 0;
    }
    int Add(std::string& part, const char* at, std::size_t size) {
      bytes += size;
      part.append(at, size);
      return bytes > kMaxRequestBytes ? 1 : 0;
    }
    int AddField(const char* at, std::size_t size) {
      if (value_seen) request.headers.emplace_back();
      value_seen = false;
      return Add(request.headers.back().name, at, size);
    }
    int AddValue(const char* at, std::size_t size) {
      value_seen = true;
      return Add(request.headers.back().value, at, size);
    }
    int AddBody(const char* at, std::size_t size) {
      if (!request.body) request.body.emplace();
      return Add(*request.body, at, size);
    }
  };

  struct Write {
    uv_write_t request{};
    std::string text;
    bool close = false;
  };

  static Loop* Self(uv_async_t* handle) { return static_cast<Loop*>(handle->data); }
  static Connection& Of(http_parser* parser) { return *static_cast<Connection*>(parser->data); }

  static void Require(int result) {
    if (result != 0) throw Error(fmt::format("libuv: {}", uv_strerror(result)));
  }

  int Listen(std::uint16_t port) {
    sockaddr_in address{};
    uv_ip4_addr("127.0.0.1", port, &address);
    int result = uv_tcp_bind(&listener_, reinterpret_cast<const sockaddr*>(&address), 0);
    if (result == 0) {
      result = uv_listen(reinterpret_cast<uv_stream_t*>(&listener_), 128, [](uv_stream_t* stream, int status) {
        if (status == 0) static_cast<Loop*>(stream->data)->Accept();
      });
    }
    int size = sizeof(address);
    if (result == 0) result = uv_tcp_getsockname(&listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    return result;
  }

  void Accept() {
    auto* connection = new Connection;  // freed when its handle has closed
    connection->loop = this;
    uv_tcp_init(&loop_, &connection->socket);
    connection->socket.data = connection;
    http_parser_init(&connection->parser, HTTP_REQUEST);
    connection->parser.data = connection;
    auto* stream = reinterpret_cast<uv_stream_t*>(&connection->socket);
    if (uv_accept(reinterpret_cast<uv_stream_t*>(&listener_), stream) != 0) return Close(*connection);
    uv_tcp_nodelay(&connection->socket, 1);
    uv_read_start(
        stream,
        [](uv_handle_t* handle, std::size_t suggested, uv_buf_t* buffer) {
          std::string& storage = static_cast<Connection*>(handle->data)->buffer;
          storage.resize(suggested);
          *buffer = uv_buf_init(storage.data(), static_cast<unsigned>(storage.size()));
        },
        [](uv_stream_t* source, ssize_t size, const uv_buf_t* buffer) {
          auto& sender = *static_cast<Connection*>(source->data);
          sender.loop->Read(sender, size, buffer->base);
        });
  }

  void Read(Connection& connection, ssize_t size, const char* data) {
    if (size == 0) return;
    if (size < 0) return Close(connection);
    const auto length = static_cast<std::size_t>(size);
    const std::size_t parsed = http_parser_execute(&connection.parser, &settings_, data, length);
    if (parsed != length || HTTP_PARSER_ERRNO(&connection.parser) != HPE_OK) {
      const bool large = connection.bytes > kMaxRequestBytes;
      Send(connection, Serialize({.status = large ? 413 : 400, .headers = {}, .body = {}}, false, false), true);
    }
  }

  void Answer(Connection& connection) {
    connection.request.method = http_method_str(static_cast<http_method>(connection.parser.method));
    const bool keep_alive = http_should_keep_alive(&connection.parser) != 0;
    const Response response = handler_(connection.request);
    Send(connection, Serialize(response, keep_alive, connection.request.method == "HEAD"), !keep_alive);
  }

  void Send(Connection& connection, std::string text, bool close) {
    if (uv_is_closing(reinterpret_cast<uv_handle_t*>(&connection.socket)) != 0) return;
    auto* write = new Write{.request = {}, .text = std::move(text), .close = close};
    write->request.data = write;
    const uv_buf_t buffer = uv_buf_init(write->text.data(), static_cast<unsigned>(write->text.size()));
    const int result = uv_write(&write->request, reinterpret_cast<uv_stream_t*>(&connection.socket), &buffer, 1,
                                [](uv_write_t* request, int status) {
                                  const std::unique_ptr<Write> done(static_cast<Write*>(request->data));
                                  auto& owner = *static_cast<Connection*>(request->handle->data);
                                  if (done->close || status != 0) Close(owner);
                                });
    if (result != 0) {
      delete write;
      Close(connection);
    }
  }

  static void Close(Connection& connection) {
    auto* handle = reinterpret_cast<uv_handle_t*>(&connection.socket);
    if (uv_is_closing(handle) != 0) return;
    uv_close(handle, [](uv_handle_t* closed) { delete static_cast<Connection*>(closed->data); });
  }

  void CloseAll() {
    uv_walk(
        &loop_,
        [](uv_handle_t* handle, void* self) {
          if (uv_is_closing(handle) != 0) return;
          const bool own = handle->data == self;  // the listener and the stop signal
          if (own) {
            uv_close(handle, nullptr);
          } else {
            Close(*static_cast<Connection*>(handle->data));
          }
        },
        this);
  }

  Handler handler_;
  uv_loop_t loop_{};
  uv_async_t stop_{};
  uv_tcp_t listener_{};
  http_parser_settings settings_{};
  std::uint16_t port_ = 0;
  std::thread thread_;
};

Server::Server(Handler handler, std::uint16_t port) : loop_(std::make_unique<Loop>(std::move(handler), port)) {}
Server::~Server() = default;

std::uint16_t Server::port() const { return loop_->port(); }

}  // namespace plumbline::http

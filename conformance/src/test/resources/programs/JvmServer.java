// SPDX-License-Identifier: GPL-2.0-only

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** An HTTP server and its clients in one JVM, and datagrams that come back, each counted. */
class JvmServer {
    private static final int REQUESTS = 500;

    public static void main(String[] arguments) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(arguments[0], 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.start();
        HttpClient client = HttpClient.newHttpClient();
        URI place = URI.create("http://" + arguments[0] + ":" + server.getAddress().getPort() + "/");
        long same = IntStream.range(0, REQUESTS).parallel().filter(i -> returns(client, place, "x".repeat(i * 100))).count();
        System.out.println(same + " requests came back");
        System.out.println(datagrams(arguments[0]) + " datagrams came back");
        System.exit(0);
    }

    private static boolean returns(HttpClient client, URI place, String body) {
        HttpRequest request = HttpRequest.newBuilder(place).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return client.sendAsync(request, BodyHandlers.ofString()).join().body().equals(body);
    }

    private static int datagrams(String host) throws Exception {
        int same = 0;
        try (DatagramChannel one = DatagramChannel.open().bind(new InetSocketAddress(host, 0));
                DatagramChannel other = DatagramChannel.open().bind(new InetSocketAddress(host, 0))) {
            ByteBuffer buffer = ByteBuffer.allocate(REQUESTS * 100);
            for (int i = 0; i < REQUESTS; i++) {
                one.send(ByteBuffer.allocate(i * 100), other.getLocalAddress());
                SocketAddress sender = other.receive(buffer.clear());
                other.send(buffer.flip(), sender);
                one.receive(buffer.clear());
                same += buffer.position() == i * 100 ? 1 : 0;
            }
        }
        return same;
    }
}

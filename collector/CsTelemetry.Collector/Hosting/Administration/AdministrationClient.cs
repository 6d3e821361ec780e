using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using CsTelemetry.Collector.Administering;

namespace CsTelemetry.Collector.Hosting.Administration;

/// <summary>Asks a running collector, through the socket in its data directory.</summary>
internal sealed class AdministrationClient(DataFolder data)
{
    /// <summary>Tells whether a collector answers there.</summary>
    /// <exception cref="AdministrationException">It belongs to somebody else.</exception>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(data.SocketPath))
        {
            return false;
        }

        try
        {
            await using var stream = await ConnectAsync(cancellationToken);
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new AdministrationException($"{data.SocketPath} belongs to another user. Run the command as the user that the collector runs as.");
        }
        catch (SocketException)
        {
            // A collector that was killed left it behind.
            return false;
        }
    }

    public async IAsyncEnumerable<AdministrationLine> RunAsync(string operation, JsonObject arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, ConnectCallback = async (_, token) => await ConnectAsync(token) };
        using var http = new HttpClient(handler) { BaseAddress = new Uri("http://administration/"), Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Post, operation) { Content = new StringContent(arguments.ToJsonString(), Encoding.UTF8, "application/json") };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await ReadLineAsync(reader, cancellationToken) is { } line)
        {
            yield return AdministrationLine.Parse(line);
        }
    }

    private static async Task<string?> ReadLineAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw new AdministrationException($"The collector ended while it was at work: {exception.Message} Run the command again; what was done stays done.");
        }
    }

    private async Task<NetworkStream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(data.SocketPath), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

using System.CommandLine;
using CsTelemetry.Collector.Hosting;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector serve`: runs until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Build()
    {
        var data = new Option<string?>("--data") { Description = "The directory of the log, the keys and the embedded store (Collector:DataDirectory)." };
        var address = new Option<string?>("--address") { Description = "The IP address to listen on (Collector:Address). Default 127.0.0.1." };
        var grpcPort = new Option<int?>("--grpc-port") { Description = "The gRPC port (Collector:GrpcPort). Default 5317; 0 takes any free one." };
        var httpPort = new Option<int?>("--http-port") { Description = "The port of the REST API and the dashboard (Collector:HttpPort). Default 5318; 0 takes any free one." };
        var cleartext = new Option<bool>("--allow-public-cleartext") { Description = "Serves an address beyond loopback without TLS, such as behind a proxy that ends TLS (Collector:AllowPublicCleartext)." };
        var command = new Command("serve", "Runs the collector. Settings come from appsettings.json, environment variables such as ClickHouse__Url, and these options.")
        {
            data, address, grpcPort, httpPort, cleartext,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var given = new Dictionary<string, string?>
            {
                ["Collector:DataDirectory"] = parsed.GetValue(data),
                ["Collector:Address"] = parsed.GetValue(address),
                ["Collector:GrpcPort"] = parsed.GetValue(grpcPort)?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["Collector:HttpPort"] = parsed.GetValue(httpPort)?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["Collector:AllowPublicCleartext"] = parsed.GetValue(cleartext) ? "true" : null,
            };
            await using var collector = await CollectorHost.StartAsync(given.Where(pair => pair.Value is not null).ToDictionary(), cancellationToken);
            return await collector.WaitForShutdownAsync() ? 0 : 1;
        });
        return command;
    }
}

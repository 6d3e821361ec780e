using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Hosting.Administration;

namespace CsTelemetry.Collector.Cli;

/// <summary>Runs an operation in the collector that runs on the data directory, or beside one that does not, and shows how it goes.</summary>
internal static class OperationRun
{
    /// <summary>Runs an operation by its name; returns the exit code.</summary>
    public static Task<int> RunAsync(ParseResult parsed, CommonOptions common, string operation, JsonObject arguments, CancellationToken cancellationToken) =>
        ShowAsync(parsed, common, AskAsync(common.DataOf(parsed), operation, arguments, cancellationToken), cancellationToken);

    /// <summary>Shows lines; returns the exit code of the last.</summary>
    public static async Task<int> ShowAsync(ParseResult parsed, CommonOptions common, IAsyncEnumerable<AdministrationLine> lines, CancellationToken cancellationToken)
    {
        var exit = ExitCodes.Failed;
        await common.OutputOf(parsed).ShowAsync(WatchAsync(lines, code => exit = code, cancellationToken));
        return exit;
    }

    private static async IAsyncEnumerable<AdministrationLine> AskAsync(
        string data, string operation, JsonObject arguments, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var settings = AdministrationSettings.ReadExisting(data);
        var client = new AdministrationClient(new DataFolder(settings.DataPath()));
        if (await client.AnswersAsync(cancellationToken))
        {
            await foreach (var line in client.RunAsync(operation, arguments, cancellationToken))
            {
                yield return line;
            }

            yield break;
        }

        await using var offline = await OfflineCollector.StartAsync(settings, cancellationToken);
        await foreach (var line in offline.Operations.RunAsync(operation, new OperationArguments(arguments), cancellationToken))
        {
            yield return line;
        }
    }

    private static async IAsyncEnumerable<AdministrationLine> WatchAsync(
        IAsyncEnumerable<AdministrationLine> lines, Action<int> end, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = lines.GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(reader) is { } line)
        {
            if (line.Exit is { } exit)
            {
                end(exit);
            }

            yield return line;
        }
    }

    private static async Task<AdministrationLine?> NextAsync(IAsyncEnumerator<AdministrationLine> reader)
    {
        try
        {
            return await reader.MoveNextAsync() ? reader.Current : null;
        }
        catch (AdministrationException exception)
        {
            return AdministrationLine.Error(exception.Message, exception.ExitCode);
        }
        catch (OperationCanceledException)
        {
            return AdministrationLine.Error("Interrupted. Run it again and it goes on; what was done stays done.", ExitCodes.Interrupted);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException or HttpRequestException)
        {
            return AdministrationLine.Error(exception.Message);
        }
    }
}

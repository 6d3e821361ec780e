using System.CommandLine;

namespace CsTelemetry.Collector.Cli;

/// <summary>Gives a command its collector, and tells the operator when that refuses.</summary>
internal static class RemoteAction
{
    public static Command Of(Command command, Func<ParseResult, RemoteCollector, CancellationToken, Task<int>> act)
    {
        var remote = new RemoteOptions();
        remote.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                using var collector = remote.Connect(parsed);
                return await act(parsed, collector, cancellationToken);
            }
            catch (Exception exception) when (exception is RemoteCallException or IOException)
            {
                Console.Error.WriteLine(exception.Message);
                return 2;
            }
        });
        return command;
    }
}

using System.Runtime.InteropServices;

namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>Starts one host after another on the same directory, port and passwords.</summary>
internal sealed class EmbeddedServer : IDisposable
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(200);

    private readonly EmbeddedClickHouseOptions _options;
    private readonly DataDirectory _directory;
    private readonly HostCommand _command;
    private readonly TimeProvider _time;

    private EmbeddedServer(EmbeddedClickHouseOptions options, DataDirectory directory, HostCommand command, TimeProvider time)
    {
        (_options, _directory, _command, _time) = (options, directory, command, time);
        var collector = options.Shard is { } member
            ? new Credentials(UsersConfiguration.Collector, member.Password)
            : Credentials.Draw(UsersConfiguration.Collector);
        var reader = Credentials.Draw(UsersConfiguration.Reader);
        Endpoint = new(new Uri($"http://127.0.0.1:{command.Port}/"), collector.User, collector.Password, options.Database);
        ReaderEndpoint = Endpoint.WithUser(reader.User, reader.Password);
        DataDirectory.WritePrivate(directory.ConfigPath, ServerConfiguration.Render(directory, options.MaxServerMemoryBytes, options.Shard));
        DataDirectory.WritePrivate(directory.UsersPath, UsersConfiguration.Render(options.Database, collector, reader, options.Shard));
    }

    internal ClickHouseEndpoint Endpoint { get; }

    internal ClickHouseEndpoint ReaderEndpoint { get; }

    /// <summary>Finds the programs, takes the directory and writes the configuration; starts nothing.</summary>
    internal static EmbeddedServer Prepare(EmbeddedClickHouseOptions options, TimeProvider time)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new EmbeddedClickHouseException(
                $"The embedded ClickHouse runs on Linux x64, not on {RuntimeInformation.RuntimeIdentifier}; point ClickHouse:Url at a server.");
        }

        var library = LibraryLocator.Find(
            options.LibraryPath, Environment.GetEnvironmentVariable(LibraryLocator.EnvironmentName), AppContext.BaseDirectory);
        var host = HostCommand.FindHost(options.HostPath, AppContext.BaseDirectory);
        var directory = DataDirectory.Open(options.DataDirectory);
        try
        {
            var port = options.Port == 0 ? LoopbackPort.Draw() : options.Port;
            return new EmbeddedServer(options, directory, new HostCommand(host, library, directory, port, options.Shard is not null, options.Niceness), time);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Starts a host and waits until it answers, at most <see cref="EmbeddedClickHouseOptions.StartTimeout"/>.</summary>
    /// <exception cref="EmbeddedClickHouseException">It does not; nothing of it runs any more.</exception>
    internal async Task<HostProcess> StartAsync(CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(_options.StartTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        EmbeddedClickHouseException? cause = null;
        try
        {
            while (true)
            {
                try
                {
                    return await StartOnceAsync(linked.Token);
                }
                catch (EmbeddedClickHouseException exception) when (IsStillHeld(exception))
                {
                    // The host of a supervisor that was killed needs a moment to notice and end.
                    cause = exception;
                    await Task.Delay(RetryInterval, _time, linked.Token);
                }
            }
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var reason = cause?.Message ?? $"no answer on port {_command.Port}; see {_directory.LogsPath}.";
            throw new EmbeddedClickHouseException(
                $"The embedded ClickHouse did not start within StartTimeout ({_options.StartTimeout.TotalSeconds:0.#} s): {reason}", cause);
        }
    }

    public void Dispose() => _directory.Dispose();

    private static bool IsStillHeld(EmbeddedClickHouseException exception) =>
        exception.Message.Contains("Another server instance in same directory", StringComparison.Ordinal);

    private async Task<HostProcess> StartOnceAsync(CancellationToken cancellationToken)
    {
        var host = HostProcess.Start(_command);
        try
        {
            await new Readiness(Endpoint, _time).WaitAsync(host, cancellationToken);
            return host;
        }
        catch
        {
            await host.KillAsync();
            host.Dispose();
            throw;
        }
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CsTelemetry.Collector.Hosting;

/// <summary>The certificate that the collector shows. A renewed file is taken within ten seconds, for new connections. Thread-safe.</summary>
internal sealed class ServerCertificate
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private readonly string? _password;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private volatile X509Certificate2 _current;
    private DateTime _changedAt;
    private long _lookedAt;

    /// <exception cref="CryptographicException">The file is no PFX, or the password is wrong.</exception>
    public ServerCertificate(string path, string? password, TimeProvider time)
    {
        (_path, _password, _time) = (path, password, time);
        (_changedAt, _lookedAt) = (File.GetLastWriteTimeUtc(path), time.GetTimestamp());
        _current = X509CertificateLoader.LoadPkcs12FromFile(path, password);
    }

    /// <summary>Gets or sets where it says what it took; set before the first connection.</summary>
    public ILogger? Logger { get; set; }

    public X509Certificate2 Current()
    {
        // Whoever comes while another reads the file is shown the one of before.
        if (_time.GetElapsedTime(Interlocked.Read(ref _lookedAt)) >= Interval && _gate.TryEnter())
        {
            try
            {
                Look();
            }
            finally
            {
                _gate.Exit();
            }
        }

        return _current;
    }

    private void Look()
    {
        Interlocked.Exchange(ref _lookedAt, _time.GetTimestamp());
        var changedAt = File.GetLastWriteTimeUtc(_path);
        if (changedAt == _changedAt)
        {
            return;
        }

        try
        {
            // The one of before is not disposed of: handshakes may still use it.
            _current = X509CertificateLoader.LoadPkcs12FromFile(_path, _password);
            _changedAt = changedAt;
            Note(logger => Log.CertificateTaken(logger, _path, _current.NotAfter));
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            Note(logger => Log.CertificateNotTaken(logger, _path, exception));
        }
    }

    private void Note(Action<ILogger> say)
    {
        if (Logger is { } logger)
        {
            say(logger);
        }
    }
}

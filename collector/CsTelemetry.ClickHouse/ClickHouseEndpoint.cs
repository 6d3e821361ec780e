using System.Globalization;

namespace CsTelemetry.ClickHouse;

/// <summary>
/// Says where a ClickHouse server listens and who asks. Immutable. The password never appears in
/// <see cref="ToString"/>.
/// </summary>
public sealed class ClickHouseEndpoint
{
    /// <summary>The database used when none is named.</summary>
    public const string DefaultDatabase = "cstelemetry";

    /// <summary>Checks and keeps the four parts.</summary>
    /// <param name="url">The root of the server's HTTP interface, such as <c>http://127.0.0.1:8123/</c>; http or https, no query, no user.</param>
    /// <param name="user">The user's name; not empty.</param>
    /// <param name="password">The user's password; may be empty.</param>
    /// <param name="database">The database of all unqualified names: a letter or underscore, then letters, digits, underscores; at most 64.</param>
    /// <exception cref="ArgumentException">A part is not as described.</exception>
    public ClickHouseEndpoint(Uri url, string user, string password, string database = DefaultDatabase)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentNullException.ThrowIfNull(password);
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.UserInfo.Length > 0)
        {
            throw new ArgumentException(
                $"ClickHouse URL '{WithoutSecrets(url)}' must be http://host:port/ or https://host:port/, without user or query; give user and password apart.",
                nameof(url));
        }

        if (!Identifier.IsValid(database))
        {
            throw new ArgumentException($"Database name '{database}' {Identifier.Rule}.", nameof(database));
        }

        Url = url;
        User = user;
        Password = password;
        Database = database;
    }

    /// <summary>Gets the root of the server's HTTP interface.</summary>
    public Uri Url { get; }

    /// <summary>Gets the user's name.</summary>
    public string User { get; }

    /// <summary>Gets the user's password. Never log it.</summary>
    public string Password { get; }

    /// <summary>Gets the database that unqualified table names belong to.</summary>
    public string Database { get; }

    /// <summary>Answers the same server with another user, such as the read-only one.</summary>
    public ClickHouseEndpoint WithUser(string user, string password) => new(Url, user, password, Database);

    /// <summary>Answers the same server and user with another database.</summary>
    public ClickHouseEndpoint WithDatabase(string database) => new(Url, User, Password, database);

    /// <summary>Tells URL, user and database; not the password.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Url} (user {User}, database {Database})");

    private static string WithoutSecrets(Uri url) =>
        url.IsAbsoluteUri ? $"{url.Scheme}://{url.Host}:{url.Port}{url.AbsolutePath}" : url.OriginalString;
}

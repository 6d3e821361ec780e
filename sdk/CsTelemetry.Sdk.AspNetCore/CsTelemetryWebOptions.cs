using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.AspNetCore;

/// <summary>
/// Configures what is captured in an ASP.NET Core app. Read once at the start; later changes have no effect. All values
/// are checked together, and every fault is named at once.
/// </summary>
public sealed class CsTelemetryWebOptions
{
    /// <summary>Gets the claim types that may hold the user; the first that is there counts. Default: name identifier, <c>sub</c>.</summary>
    public IList<string> UserClaimTypes { get; } = [ClaimTypes.NameIdentifier, "sub"];

    /// <summary>
    /// Gets the claim types that may hold the account; the first that is there counts. Default: <c>account_id</c>,
    /// <c>tenant</c>, <c>tenant_id</c>, <c>tid</c>, <c>org_id</c>, <c>organization_id</c> and Microsoft's long name of <c>tid</c>.
    /// </summary>
    public IList<string> AccountClaimTypes { get; } =
        ["account_id", "tenant", "tenant_id", "tid", "org_id", "organization_id", "http://schemas.microsoft.com/identity/claims/tenantid"];

    /// <summary>Gets the claim types that may hold the session; the first that is there counts. Default: <c>sid</c>.</summary>
    public IList<string> SessionClaimTypes { get; } = ["sid"];

    /// <summary>
    /// Gets the claim types that may hold the role, such as <see cref="ClaimTypes.Role"/>; the first that is there counts.
    /// Default: none, and users are not identified. Each user is identified once a day and process, and at each change.
    /// </summary>
    public IList<string> RoleClaimTypes { get; } = [];

    /// <summary>
    /// Gets or sets the account of users, and of failed sign-ins, without one. Default null: nothing is tracked for
    /// them, and the meter counts them. Set it in a product that has one customer.
    /// </summary>
    public string? DefaultAccountId { get; set; }

    /// <summary>Gets or sets where users sit who do not come with a bearer token. Default <see cref="Platform.Web"/>.</summary>
    public Platform Platform { get; set; } = Platform.Web;

    /// <summary>Gets or sets whether logins, failed logins and logouts are captured. Default true.</summary>
    public bool CaptureLogins { get; set; } = true;

    /// <summary>
    /// Gets the authentication schemes whose sign-ins and sign-outs are steps on the way and not logins. Default: those of
    /// ASP.NET Core Identity for external logins and two factors.
    /// </summary>
    public ISet<string> IgnoredSchemes { get; } =
        new HashSet<string>(StringComparer.Ordinal) { "Identity.External", "Identity.TwoFactorUserId", "Identity.TwoFactorRememberMe" };

    /// <summary>
    /// Gets or sets how long a bearer token's session is remembered after it was last seen: its first request is a login,
    /// and so is one after a longer silence. Default 12 h; 1 min to 7 days.
    /// </summary>
    public TimeSpan TokenSessionWindow { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Gets or sets how many token sessions, and how many identified users, are remembered at least. Default 20,000; 100 to 1,000,000. With more, the oldest are forgotten and may count again.</summary>
    public int MaxRemembered { get; set; } = 20_000;

    /// <summary>
    /// Gets the features of endpoints by method and route template, such as <c>"GET /reports/{id}/export": "reports.export"</c>;
    /// <c>*</c> stands for any method. Names and constraints of parameters do not matter. Default: empty. It comes before attributes.
    /// </summary>
    public IDictionary<string, string> Features { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets or sets how the other endpoints get a feature. Default <see cref="AspNetCore.FeatureConvention.None"/>.</summary>
    public FeatureConvention FeatureConvention { get; set; }

    /// <summary>
    /// Gets or sets what says, when the endpoint has answered, whether the feature was used. Default null: when the status
    /// is below 400. What it throws is counted and logged, and the feature was not used.
    /// </summary>
    public Func<HttpContext, bool>? IsUse { get; set; }

    /// <summary>Gets or sets whether a feature's endpoint that throws, or answers 500 or above, is tracked as an error named by the feature. Default false.</summary>
    public bool TrackServerErrors { get; set; }

    /// <summary>
    /// Gets or sets what says whether usage in a request may be reported. Default null: as the client's consent says. A null
    /// answer leaves it to the client; when it throws that is counted and logged, and taken as no.
    /// </summary>
    public Func<HttpContext, bool?>? ConsentResolver { get; set; }
}

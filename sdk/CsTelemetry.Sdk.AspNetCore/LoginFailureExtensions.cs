using CsTelemetry.AspNetCore.SigningIn;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CsTelemetry.AspNetCore;

/// <summary>Reports what no part of ASP.NET Core tells: that an app's own sign-in page refused somebody.</summary>
public static class LoginFailureExtensions
{
    /// <summary>
    /// Reports that a sign-in failed. Call it where your own code finds the password wrong; failures at other sites, of
    /// bearer tokens and of ASP.NET Core Identity are captured without it. Never throws.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="accountId">The customer organisation; null for <see cref="CsTelemetryWebOptions.DefaultAccountId"/>, and without one it is only counted by the meter.</param>
    /// <param name="userId">The person, if known; never what was typed in.</param>
    /// <param name="method">How it was tried. Default <c>pwd</c>.</param>
    /// <param name="reason">Why it failed, in a word. Default <c>refused</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public static void ReportLoginFailed(this HttpContext context, string? accountId, string? userId = null, string method = "pwd", string reason = "refused")
    {
        ArgumentNullException.ThrowIfNull(context);
        context.RequestServices.GetService<LoginReporter>()?.Failed(context, accountId, userId, method, reason, SchemeKind.SignIn);
    }
}

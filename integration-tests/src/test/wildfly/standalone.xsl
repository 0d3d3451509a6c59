<?xml version="1.0" encoding="UTF-8"?>
<!-- WildFly's standalone-microprofile.xml for the tests. It listens on 127.0.0.1 from the start. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

    <xsl:template match="@*|node()">
        <xsl:copy>
            <xsl:apply-templates select="@*|node()"/>
        </xsl:copy>
    </xsl:template>

    <!-- Nobody asks it over HTTPS. -->
    <xsl:template match="*[local-name()='https-listener']"/>
    <xsl:template match="*[local-name()='http-listener']/@redirect-socket"/>

    <!-- What is put into its directory by hand is deployed soon, in milliseconds. -->
    <xsl:template match="*[local-name()='deployment-scanner']/@scan-interval">
        <xsl:attribute name="scan-interval">500</xsl:attribute>
    </xsl:template>

</xsl:stylesheet>
